package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.CAROL;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static com.meeshy.presence.server.rest.RunningGateway.STRANGER;
import static com.meeshy.presence.server.rest.RunningGateway.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class PresenceRoutesTest {
    private static final Instant SEEN = Instant.parse("2026-01-15T09:00:00Z");
    private static final Instant ACTIVE = Instant.parse("2026-01-15T11:59:00Z");

    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
        ParticipantId bob = ParticipantId.registered(ObjectId.parse(BOB));
        gateway.live.put(bob, new PresenceView(bob, "Bob", true, ACTIVE, SEEN, 7));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.path(field).textValue()));
        Collections.sort(texts);
        return texts;
    }

    private JsonNode participants(String path) {
        return gateway.getAs(ALICE, path).data().path("participants");
    }

    private static void assertFailure(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("success").isBoolean()).isTrue();
        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("error").textValue()).isNotBlank();
    }

    @Test
    void oneself() {
        assertThat(gateway.getAs(BOB, "/api/users/me").text())
                .isEqualTo("{\"success\":true,\"data\":{\"id\":\"" + BOB
                        + "\",\"username\":\"bob\",\"displayName\":\"Bob\",\"language\":\"fr\",\"role\":\"USER\","
                        + "\"isAnonymous\":false,\"isOnline\":true,\"lastSeen\":\"2026-01-15T09:00:00.000Z\","
                        + "\"lastActiveAt\":\"2026-01-15T11:59:00.000Z\"}}");
        assertThat(gateway.getAs(ALICE, "/api/users/status").text())
                .isEqualTo("{\"success\":true,\"data\":{\"isOnline\":false,\"lastSeen\":null,\"lastActiveAt\":null}}");
    }

    @Test
    void somebody_one_shares_a_conversation_with() {
        Answer answer = gateway.getAs(ALICE, "/api/users/" + BOB);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("userId").textValue()).isEqualTo(BOB);
        assertThat(answer.data().path("isOnline").booleanValue()).isTrue();
        assertThat(answer.data().path("version").longValue()).isEqualTo(7);
        assertThat(gateway.getAs(ALICE, "/api/users/" + GUEST)
                        .data()
                        .path("isAnonymous")
                        .booleanValue())
                .isTrue();
        assertThat(gateway.get("/api/users/" + BOB, "x-session-token", GUEST_SESSION)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_stranger_is_not_shown() {
        Answer hidden = gateway.getAs(STRANGER, "/api/users/" + BOB);
        assertFailure(hidden, 403, "PERMISSION_DENIED");
        assertSame(gateway.getAs(STRANGER, "/api/users/65a0000000000000000000ff"), hidden);
        assertSame(gateway.getAs(STRANGER, "/api/users/" + GUEST), hidden);
        assertFailure(gateway.getAs(ALICE, "/api/users/bob"), 400, "INVALID_REQUEST");
        assertThat(gateway.getAs(STRANGER, "/api/users/presence?ids=" + ALICE + "," + BOB)
                        .data()
                        .path("users"))
                .isEmpty();
        assertThat(gateway.getAs(STRANGER, "/api/users/presence?ids=" + STRANGER)
                        .data()
                        .path("users"))
                .hasSize(1);
    }

    @Test
    void the_presence_of_a_list_leaves_out_who_must_not_be_seen() {
        Answer answer = gateway.getAs(
                ALICE, "/api/users/presence?ids=" + String.join(",", BOB, STRANGER, GUEST, BOB.replace('2', 'f')));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(texts(answer.data().path("users"), "userId")).containsExactly(BOB, GUEST);
    }

    @Test
    void two_hundred_ids_and_no_more() {
        String two_hundred = String.join(",", Collections.nCopies(200, BOB));

        assertThat(gateway.getAs(ALICE, "/api/users/presence?ids=" + two_hundred)
                        .data()
                        .path("users"))
                .hasSize(1);
        assertFailure(
                gateway.getAs(ALICE, "/api/users/presence?ids=" + two_hundred + "," + BOB), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(ALICE, "/api/users/presence"), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(ALICE, "/api/users/presence?ids=a,b"), 400, "INVALID_REQUEST");
    }

    @Test
    void the_list_of_conversations_shows_who_is_there() {
        Answer answer = gateway.getAs(ALICE, "/api/conversations");

        assertThat(answer.data().path("conversations")).hasSize(1);
        JsonNode team = answer.data().path("conversations").get(0);
        assertThat(team.path("id").textValue()).isEqualTo(TEAM);
        assertThat(team.path("memberCount").intValue()).isEqualTo(3);
        assertThat(team.path("onlineCount").intValue()).isEqualTo(1);
        assertThat(texts(team.path("members"), "userId")).containsExactly(ALICE, BOB, GUEST);
        assertThat(texts(team.path("members"), "userId")).doesNotContain(CAROL);
        assertThat(gateway.getAs(STRANGER, "/api/conversations").data().path("conversations"))
                .isEmpty();
    }

    @Test
    void one_conversation_by_id_or_identifier_for_members_only() {
        assertThat(gateway.getAs(ALICE, "/api/conversations/team").text())
                .isEqualTo(gateway.getAs(ALICE, "/api/conversations/" + TEAM).text());
        Answer hidden = gateway.getAs(STRANGER, "/api/conversations/team");
        assertFailure(hidden, 403, "PERMISSION_DENIED");
        assertSame(gateway.getAs(STRANGER, "/api/conversations/" + TEAM), hidden);
        assertSame(gateway.getAs(STRANGER, "/api/conversations/nowhere"), hidden);
        assertSame(gateway.getAs(STRANGER, "/api/conversations/65c0000000000000000000ff"), hidden);
        assertSame(gateway.getAs(STRANGER, "/api/conversations/nowhere/participants"), hidden);
        assertSame(gateway.getAs(STRANGER, "/api/conversations/team/participants"), hidden);
    }

    /// What is hidden and what does not exist must not be told apart.
    private static void assertSame(Answer answer, Answer hidden) {
        assertThat(answer.status()).isEqualTo(hidden.status());
        assertThat(answer.text()).isEqualTo(hidden.text());
        assertThat(answer.response().headers().map())
                .isEqualTo(hidden.response().headers().map());
    }

    @Test
    void participants_by_search_presence_and_limit() {
        String path = "/api/conversations/team/participants";

        assertThat(texts(participants(path), "username")).containsExactly("Alice", "Bob", "guest1");
        assertThat(texts(participants(path + "?onlineOnly=true"), "userId")).containsExactly(BOB);
        assertThat(texts(participants(path + "?search=ALI"), "userId")).containsExactly(ALICE);
        assertThat(participants(path + "?limit=2")).hasSize(2);
        assertThat(gateway.getAs(ALICE, path).text()).doesNotContain("@", GUEST_SESSION, "sessionToken");
    }

    @Test
    void participants_with_senseless_wishes() {
        String path = "/api/conversations/team/participants";

        assertFailure(gateway.getAs(ALICE, path + "?limit=0"), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(ALICE, path + "?limit=1001"), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(ALICE, path + "?limit=many"), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(ALICE, path + "?search=" + "x".repeat(101)), 400, "INVALID_REQUEST");
        assertFailure(gateway.getAs(STRANGER, path), 403, "PERMISSION_DENIED");
    }

    @Test
    void of_a_large_conversation_only_those_online_are_listed(@TempDir Path folder) {
        try (RunningGateway small = new RunningGateway(folder, "LARGE_CONVERSATION", "2").withPeople()) {
            small.live.putAll(gateway.live);
            JsonNode team = small.getAs(ALICE, "/api/conversations/team").data();

            assertThat(team.path("memberCount").intValue()).isEqualTo(3);
            assertThat(texts(team.path("members"), "userId")).containsExactly(BOB);
        }
    }
}
