package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.server.gateway.BareClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every edit by which somebody who is connected loses the right to be, or keeps it for another time, takes
/// effect with the edit: nobody looks at the directory by itself here.
@NullUnmarked
class LostAdmissionTest {
    @TempDir
    private Path folder;

    private GatewayBed bed;
    private BareClient alice;
    private BareClient guest;

    @BeforeEach
    void start() {
        bed = new GatewayBed(folder, "DIRECTORY_CHECK", "0s", "MAINTENANCE_INTERVAL", "1h");
        alice = present(bed.user(GatewayBed.ALICE));
        guest = present(bed.guest());
        await().until(() -> isShown(GatewayBed.GUEST, true));
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private static BareClient present(BareClient client) {
        await().until(() -> client.all("presence:snapshot").size() == 1);
        return client;
    }

    private boolean isShown(String id, boolean online) {
        List<JsonNode> heard = bed.statusesOf(alice, id);
        return !heard.isEmpty() && heard.getLast().path("isOnline").asBoolean(!online) == online;
    }

    private static List<JsonNode> revoked(BareClient client) {
        return client.all("auth:session-revoked");
    }

    private static String link(String rest) {
        return "{\"shareLinks\":[{\"id\":\"" + GatewayBed.LINK + "\",\"linkId\":\"mshy_demo\",\"conversationId\":\""
                + GatewayBed.TEAM + "\"" + rest + "}]}";
    }

    private static String ends(Instant at) {
        return link(",\"expiresAt\":\"" + at + "\"");
    }

    private void isSentAway(BareClient client, String id, String code, String reason) {
        await("it hears why").until(() -> revoked(client).size() == 1);
        assertThat(revoked(client).getFirst().path("code").asText()).isEqualTo(code);
        assertThat(revoked(client).getFirst().path("reason").asText()).isEqualTo(reason);
        await("viewers hear that it left").until(() -> isShown(id, false));
    }

    private void isStillServed(BareClient client) {
        int before = client.all("heartbeat:ack").size();
        client.emit("heartbeat", Map.of());
        await().until(() -> client.all("heartbeat:ack").size() > before);
        assertThat(revoked(client)).isEmpty();
    }

    @Test
    void a_guest_whose_link_is_deactivated_is_sent_away_with_the_edit() throws Exception {
        bed.importing(link(",\"isActive\":false"));

        assertThat(bed.statusesOf(alice, GatewayBed.GUEST))
                .as("before the answer")
                .isNotEmpty();
        isSentAway(guest, GatewayBed.GUEST, "LINK_INACTIVE", "link_inactive");

        BareClient again = bed.guest();
        await().until(() -> !again.all("authenticated").isEmpty());
        assertThat(again.all("authenticated").getFirst().path("success").asBoolean(true))
                .isFalse();
        bed.importing(link(",\"isActive\":true"));
        present(bed.guest());
    }

    @Test
    void a_guest_whose_link_has_ended_earlier_than_it_said_is_sent_away_with_the_edit() throws Exception {
        bed.importing(ends(Instant.now().minusSeconds(1)));

        isSentAway(guest, GatewayBed.GUEST, "LINK_EXPIRED", "link_expired");
    }

    @Test
    void an_earlier_end_of_a_link_is_the_end_of_its_guests() throws Exception {
        bed.importing(ends(Instant.now().plusSeconds(600)));
        bed.importing(ends(Instant.now().plusMillis(1_500)));
        isStillServed(guest);

        isSentAway(guest, GatewayBed.GUEST, "LINK_EXPIRED", "link_expired");
    }

    @Test
    void a_later_end_of_a_link_or_none_lets_its_guests_stay() throws Exception {
        for (String later : List.of(ends(Instant.now().plusSeconds(600)), link(",\"expiresAt\":null"))) {
            Instant end = Instant.now().plusMillis(1_500);
            bed.importing(ends(end));
            bed.importing(later);

            await().atMost(Duration.ofSeconds(5)).until(() -> Instant.now().isAfter(end.plusMillis(600)));
            isStillServed(guest);
        }
    }

    @Test
    void a_guest_who_is_deactivated_or_given_another_link_is_sent_away() throws Exception {
        bed.importing("""
                {"shareLinks":[{"id":"65d000000000000000000002","linkId":"mshy_off","conversationId":"%s",
                 "isActive":false}],
                 "anonymousParticipants":[{"id":"%s","shareLinkId":"65d000000000000000000002","username":"guest1",
                 "sessionToken":"anon_guest_1"}]}""".formatted(GatewayBed.TEAM, GatewayBed.GUEST));
        isSentAway(guest, GatewayBed.GUEST, "LINK_INACTIVE", "link_inactive");

        bed.importing(visitor("true"));
        BareClient back = present(bed.guest());
        await().until(() -> isShown(GatewayBed.GUEST, true));
        bed.importing(visitor("false"));

        await().until(() -> revoked(back).size() == 1);
        await().until(() -> isShown(GatewayBed.GUEST, false));
    }

    private static String visitor(String active) {
        return """
                {"anonymousParticipants":[{"id":"%s","shareLinkId":"%s","username":"guest1",
                 "sessionToken":"anon_guest_1","isActive":%s}]}""".formatted(GatewayBed.GUEST, GatewayBed.LINK, active);
    }

    @Test
    void a_user_who_is_deactivated_is_sent_away_by_patch_and_by_import() throws Exception {
        BareClient bob = present(bed.user(GatewayBed.BOB));
        BareClient carol = present(bed.user(GatewayBed.CAROL));
        await().until(() -> isShown(GatewayBed.BOB, true) && isShown(GatewayBed.CAROL, true));

        bed.patch("/api/admin/users/" + GatewayBed.BOB, "{\"isActive\":false}");
        bed.importing("{\"users\":[{\"id\":\"" + GatewayBed.CAROL + "\",\"username\":\"carol\",\"isActive\":false}]}");

        isSentAway(bob, GatewayBed.BOB, "USER_INACTIVE", "deactivated");
        isSentAway(carol, GatewayBed.CAROL, "USER_INACTIVE", "deactivated");
    }

    @Test
    void of_a_conversation_that_is_deactivated_nobody_sees_or_says_anything_any_more() throws Exception {
        BareClient bob = present(bed.user(GatewayBed.BOB));
        await().until(() -> isShown(GatewayBed.BOB, true));
        bed.importing("{\"conversations\":[{\"id\":\"" + GatewayBed.TEAM
                + "\",\"identifier\":\"team\",\"type\":\"group\",\"isActive\":false}]}");
        await().until(() -> !alice.all("conversation:member-left").isEmpty());

        guest.ask("message:send", Map.of("conversationId", GatewayBed.TEAM, "content", "is anybody there?"));
        await().until(() -> !guest.answers().isEmpty());
        assertThat(guest.answers().getFirst().path("success").asBoolean(true)).isFalse();
        int heard = bed.statusesOf(alice, GatewayBed.BOB).size();
        bob.leave();
        BareClient carol = present(bed.user(GatewayBed.CAROL));
        isStillServed(alice);

        assertThat(bed.statusesOf(alice, GatewayBed.BOB)).hasSize(heard);
        assertThat(bed.statusesOf(alice, GatewayBed.CAROL)).isEmpty();
        assertThat(alice.all("message:new")).isEmpty();
        assertThat(carol.all("presence:snapshot").toString()).doesNotContain(GatewayBed.ALICE);
    }

    @Test
    void maintenance_that_finds_a_link_expired_sends_its_guests_away() throws Exception {
        // By somebody who writes to the database and does not tell.
        bed.line.storage().editor().apply(bed.worldWithLinkUntil(Instant.now().minusSeconds(1)));

        assertThat(bed.post("/api/admin/maintenance/cleanup").body()).contains("\"linksDeactivated\":1");

        isSentAway(guest, GatewayBed.GUEST, "LINK_EXPIRED", "link_expired");
    }

    @Test
    void a_token_that_is_renewed_counts_whether_it_ends_later_or_earlier() {
        BareClient short1 = present(bed.userFor(GatewayBed.BOB, Duration.ofSeconds(2)));
        BareClient long1 = present(bed.userFor(GatewayBed.CAROL, Duration.ofHours(1)));
        Instant end = Instant.now().plusSeconds(2);

        short1.emit("authenticate", Map.of("token", bed.token(GatewayBed.BOB, Duration.ofHours(1))));
        long1.emit("authenticate", Map.of("token", bed.token(GatewayBed.CAROL, Duration.ofSeconds(2))));

        await().until(() -> !long1.all("auth:token-expired").isEmpty());
        await().until(() -> Instant.now().isAfter(end.plusMillis(1_500)));
        isStillServed(short1);
        assertThat(short1.all("auth:token-expired")).isEmpty();
    }
}
