package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static com.meeshy.presence.server.rest.RunningGateway.STRANGER;
import static com.meeshy.presence.server.rest.RunningGateway.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import com.meeshy.presence.storage.model.StoredMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class MessagesAndGuestsTest {
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertFailure(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").textValue()).isEqualTo(code);
        assertThat(answer.json().path("error").textValue()).isNotBlank();
    }

    @Test
    void a_message_is_stored_and_relayed_in_both_forms() {
        Answer one = gateway.postAs(
                ALICE, "/api/messages", "{\"conversationId\":\"" + TEAM + "\",\"content\":\"Bonjour\",\"more\":1}");
        Answer two = gateway.postAs(BOB, "/api/v1/conversations/team/messages", "{\"content\":\"Salut ☀\"}");

        assertThat(one.status()).isEqualTo(201);
        assertThat(two.status()).isEqualTo(201);
        assertThat(gateway.relayed).extracting(StoredMessage::content).containsExactly("Bonjour", "Salut ☀");
        assertThat(gateway.storage.messages().recent(ConversationId.parse(TEAM), 10))
                .extracting(message -> message.id().toString())
                .containsExactly(
                        one.data().path("messageId").textValue(),
                        two.data().path("messageId").textValue());
    }

    @Test
    void a_guest_writes_as_a_guest() {
        Answer answer = gateway.post(
                "/api/conversations/team/messages", "{\"content\":\"hi\"}", "x-session-token", GUEST_SESSION);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(gateway.relayed.getFirst().sender().isAnonymous()).isTrue();
    }

    @Test
    void both_routes_use_up_the_same_and_a_guest_has_less() {
        for (int i = 0; i < 20; i++) {
            String body = "{\"conversationId\":\"" + TEAM + "\",\"content\":\"" + i + "\"}";
            assertThat(gateway.post("/api/messages", body, "x-session-token", GUEST_SESSION)
                            .status())
                    .isEqualTo(201);
            assertThat(gateway.postAs(ALICE, "/api/messages", body).status()).isEqualTo(201);
        }
        String other = "/api/v1/conversations/team/messages";

        Answer refused = gateway.post(other, "{\"content\":\"more\"}", "x-session-token", GUEST_SESSION);

        assertFailure(refused, 429, "RATE_LIMITED");
        assertThat(refused.header("retry-after"))
                .as("one of 20 in 30 s, rounded up")
                .isEqualTo("2");
        assertThat(gateway.postAs(ALICE, other, "{\"content\":\"more\"}").status())
                .isEqualTo(201);
        gateway.now.updateAndGet(now -> now.plusSeconds(2));
        assertThat(gateway.post(other, "{\"content\":\"more\"}", "x-session-token", GUEST_SESSION)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void bytes_are_counted_too() {
        String long1 = "{\"content\":\"" + "x".repeat(10_000) + "\"}";
        String team = "/api/conversations/team/messages";
        for (int i = 0; i < 10; i++) {
            assertThat(gateway.post(team, long1, "x-session-token", GUEST_SESSION)
                            .status())
                    .isEqualTo(201);
        }

        Answer refused = gateway.post(team, long1, "x-session-token", GUEST_SESSION);

        assertFailure(refused, 429, "RATE_LIMITED");
        assertThat(refused.header("retry-after"))
                .as("10 000 of 100 000 bytes in 30 s")
                .isEqualTo("3");
    }

    @Test
    void a_disk_that_is_nearly_full_takes_no_message() {
        gateway.storeFull = true;
        assertFailure(
                gateway.postAs(ALICE, "/api/conversations/team/messages", "{\"content\":\"hi\"}"), 507, "STORE_FULL");
        assertThat(gateway.relayed).isEmpty();

        gateway.storeFull = false;
        assertThat(gateway.postAs(ALICE, "/api/conversations/team/messages", "{\"content\":\"hi\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_message_that_cannot_be_sent_is_refused_with_a_sentence() {
        String team = "/api/conversations/team/messages";

        Answer hidden = gateway.postAs(STRANGER, team, "{\"content\":\"x\"}");
        Answer unknown = gateway.postAs(STRANGER, "/api/conversations/no/messages", "{\"content\":\"x\"}");
        assertFailure(hidden, 403, "PERMISSION_DENIED");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.text()).isEqualTo(hidden.text());
        assertThat(gateway.postAs(STRANGER, "/api/messages", "{\"conversationId\":\"no\",\"content\":\"x\"}")
                        .text())
                .isEqualTo(hidden.text());
        assertFailure(gateway.postAs(ALICE, team, "{}"), 400, "INVALID_REQUEST");
        assertFailure(gateway.postAs(ALICE, team, "{\"content\":\"  \"}"), 400, "INVALID_REQUEST");
        assertFailure(
                gateway.postAs(ALICE, team, "{\"content\":\"" + "x".repeat(10_001) + "\"}"), 400, "INVALID_REQUEST");
        assertFailure(gateway.postAs(ALICE, "/api/messages", "{\"content\":\"x\"}"), 400, "INVALID_REQUEST");
        assertThat(gateway.relayed).isEmpty();
    }

    @Test
    void a_guest_joins_and_may_come_in_with_the_session_it_got() {
        Answer joined = gateway.post("/api/anonymous/join/mshy_demo", "{\"username\":\"nina\",\"language\":\"en\"}");
        String session = joined.data().path("sessionToken").textValue();

        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.data().path("participant").path("username").textValue())
                .isEqualTo("nina");
        assertThat(joined.data().path("conversation").path("id").textValue()).isEqualTo(TEAM);
        assertThat(gateway.get("/api/users/me", "x-session-token", session)
                        .data()
                        .path("username")
                        .textValue())
                .isEqualTo("nina");
        assertThat(gateway.joined)
                .containsExactly(
                        "guest:" + joined.data().path("participant").path("id").textValue() + " " + TEAM);
        assertThat(gateway.changedConversations).isEmpty();
    }

    @Test
    void a_guest_may_join_without_saying_anything() {
        assertThat(gateway.post("/api/anonymous/join/mshy_demo", "{}").status()).isEqualTo(201);
        assertThat(gateway.send("POST", "/api/anonymous/join/mshy_demo", null).status())
                .isEqualTo(201);
    }

    @Test
    void doors_that_are_closed_to_guests() {
        assertFailure(gateway.post("/api/anonymous/join/mshy_none", "{}"), 404, "LINK_NOT_FOUND");
        assertFailure(gateway.post("/api/anonymous/join/mshy_old", "{}"), 410, "LINK_EXPIRED");
        assertFailure(gateway.post("/api/anonymous/join/mshy_off", "{}"), 410, "LINK_INACTIVE");

        Answer taken = gateway.post("/api/anonymous/join/mshy_demo", "{\"username\":\"Guest1\"}");
        assertFailure(taken, 409, "NAME_TAKEN");
        assertThat(taken.json().path("suggestedNickname").textValue()).isNotBlank();

        assertThat(gateway.post("/api/anonymous/join/mshy_one", "{}").status()).isEqualTo(201);
        assertFailure(gateway.post("/api/anonymous/join/mshy_one", "{}"), 429, "LINK_FULL");
        assertFailure(
                gateway.post("/api/anonymous/join/mshy_demo", "{\"username\":\"" + "x".repeat(101) + "\"}"),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void a_guest_cannot_be_shown_as_a_member_nor_have_a_name_that_cannot_be_read() {
        String door = "/api/anonymous/join/mshy_demo";
        Answer namesake = gateway.post(door, "{\"username\":\"nina\",\"firstName\":\"ALICE\"}");
        assertFailure(namesake, 409, "NAME_TAKEN");
        String suggested = namesake.json().path("suggestedNickname").textValue();

        Answer joined = gateway.post(door, "{\"username\":\"" + suggested + "\",\"firstName\":\"ALICE\"}");
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.data().path("participant").path("displayName").textValue())
                .isEqualTo(suggested);

        for (String field : List.of("username", "firstName", "lastName")) {
            for (String name : List.of("a\\u202eb", "a\\u200bb", "a\\u0000b", "a\\ue000b", "a\\n")) {
                Answer refused = gateway.post(door, "{\"" + field + "\":\"" + name + "\"}");
                assertFailure(refused, 400, "INVALID_REQUEST");
                assertThat(refused.json().path("error").textValue()).startsWith(field);
            }
        }
    }

    @Test
    void one_address_brings_thirty_guests_a_minute() {
        for (int i = 0; i < 30; i++) {
            gateway.post("/api/anonymous/join/mshy_none", "{}");
        }
        assertFailure(gateway.post("/api/anonymous/join/mshy_demo", "{}"), 429, "RATE_LIMITED");
        gateway.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
        assertThat(gateway.post("/api/anonymous/join/mshy_demo", "{}").status()).isEqualTo(201);
    }

    @Test
    void a_session_goes_on_until_the_guest_leaves() {
        Answer byHeader = gateway.post("/api/anonymous/refresh", "{}", "x-session-token", GUEST_SESSION);
        Answer byBody = gateway.post("/api/anonymous/refresh", "{\"sessionToken\":\"" + GUEST_SESSION + "\"}");
        assertThat(byHeader.status()).isEqualTo(200);
        assertThat(byBody.data().path("participant").path("id").textValue()).isEqualTo(GUEST);
        assertThat(byBody.text()).doesNotContain(GUEST_SESSION);

        Answer left = gateway.post("/api/anonymous/leave", "{}", "x-session-token", GUEST_SESSION);
        assertThat(left.status()).isEqualTo(200);
        assertThat(gateway.closed).containsExactly("guest:" + GUEST + " LEFT");
        assertThat(gateway.get("/api/users/me", "x-session-token", GUEST_SESSION)
                        .status())
                .isEqualTo(401);
        assertFailure(
                gateway.post("/api/anonymous/refresh", "{}", "x-session-token", GUEST_SESSION), 410, "SESSION_OVER");
    }

    @Test
    void a_session_nobody_has_cannot_be_refreshed_and_a_user_does_not_leave_as_a_guest() {
        assertFailure(gateway.post("/api/anonymous/refresh", "{\"sessionToken\":\"no\"}"), 401, "AUTH_FAILED");
        assertFailure(gateway.post("/api/anonymous/refresh", "{}"), 401, "AUTH_REQUIRED");
        assertFailure(gateway.postAs(ALICE, "/api/anonymous/leave", "{}"), 403, "PERMISSION_DENIED");
    }
}
