package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.server.gateway.BareClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway over real sockets while its store goes away and comes back: what goes on, what is refused
/// and how, and that nothing is lost.
@NullUnmarked
class StoreAwayTest {
    private GatewayBed bed;

    @BeforeEach
    void start(@TempDir Path folder) {
        bed = new GatewayBed(folder);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private static JsonNode last(List<JsonNode> all) {
        return all.isEmpty() ? MissingNode.getInstance() : all.getLast();
    }

    private static void isPresent(BareClient client) {
        await().until(() -> client.all("presence:snapshot").size() == 1);
        assertThat(client.all("authenticated"))
                .singleElement()
                .satisfies(
                        answer -> assertThat(answer.path("success").asBoolean()).isTrue());
    }

    private static void isRefused(BareClient client, String code) {
        await().until(() -> !client.all("error").isEmpty());
        assertThat(client.all("error").getFirst().path("code").textValue()).isEqualTo(code);
        assertThat(client.all("authenticated").getFirst().path("success").asBoolean())
                .isFalse();
    }

    private StoredPresence stored(String user) {
        ParticipantId id = ParticipantId.registered(ObjectId.parse(user));
        return bed.line.storage().presence().load(List.of(id)).get(id);
    }

    @Test
    void presence_goes_on_for_those_seen_lately_and_everything_is_written_when_the_store_is_back() throws Exception {
        Instant start = GatewayBed.CLOCK.instant();
        BareClient alice = bed.user(GatewayBed.ALICE);
        isPresent(alice);
        BareClient bob = bed.user(GatewayBed.BOB);
        isPresent(bob);
        BareClient guest = bed.guest();
        isPresent(guest);
        guest.leave();
        await().until(() -> stored(GatewayBed.BOB).isOnline());

        bed.line.cut();
        bob.leave();
        await("viewers are told")
                .until(() -> !last(bed.statusesOf(alice, GatewayBed.BOB))
                        .path("isOnline")
                        .asBoolean(true));
        isRefused(bed.user(GatewayBed.CAROL), "UNAVAILABLE");

        BareClient bobAgain = bed.user(GatewayBed.BOB);
        isPresent(bobAgain);
        await().until(() ->
                last(bed.statusesOf(alice, GatewayBed.BOB)).path("isOnline").asBoolean());
        isPresent(bed.user(GatewayBed.ALICE));
        isPresent(bed.guest());
        bobAgain.leave();
        await().until(() ->
                !last(bed.statusesOf(alice, GatewayBed.BOB)).path("isOnline").asBoolean(true));
        long told = last(bed.statusesOf(alice, GatewayBed.BOB)).path("version").asLong();

        bed.line.mend();
        await().until(() -> !stored(GatewayBed.BOB).isOnline());
        assertThat(stored(GatewayBed.BOB).version()).as("the latest state").isEqualTo(told);
        assertThat(stored(GatewayBed.BOB).lastSeen()).isAfterOrEqualTo(start);
        assertThat(stored(GatewayBed.ALICE).isOnline()).isTrue();
        await().untilAsserted(
                        () -> assertThat(bed.get("/health/ready").body()).contains("\"store\":{\"status\":\"UP\""));
        BareClient carol = bed.user(GatewayBed.CAROL);
        isPresent(carol);
    }

    @Test
    void health_says_degraded_but_takes_no_node_out() throws Exception {
        assertThat(bed.get("/health/ready").body()).startsWith("{\"status\":\"UP\"");
        bed.line.cut();
        isRefused(bed.user(GatewayBed.CAROL), "UNAVAILABLE");

        assertThat(bed.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(bed.get("/health/ready").body())
                .startsWith("{\"status\":\"DEGRADED\"")
                .contains("only those seen lately can sign in");
    }

    @Test
    void rest_knows_those_seen_lately_and_asks_the_others_to_come_again() throws Exception {
        assertThat(bed.getAs(GatewayBed.ALICE, "/api/users/status").statusCode())
                .isEqualTo(200);
        isPresent(bed.user(GatewayBed.ALICE));
        bed.line.cut();

        assertThat(bed.getAs(GatewayBed.ALICE, "/api/users/status").body()).contains("\"isOnline\":true");
        assertThat(bed.getAs(GatewayBed.CAROL, "/api/users/status"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                .satisfies(answer -> assertThat(answer.body()).contains("STORE_UNAVAILABLE"));
    }

    @Test
    void a_message_that_cannot_be_stored_is_refused_and_relayed_to_nobody() {
        BareClient alice = bed.user(GatewayBed.ALICE);
        BareClient bob = bed.user(GatewayBed.BOB);
        isPresent(alice);
        isPresent(bob);
        bed.line.cut();
        alice.ask("message:send", Map.of("conversationId", GatewayBed.TEAM, "content", "lost?"));
        await().until(() -> !alice.answers().isEmpty());

        JsonNode answer = alice.answers().getFirst();
        assertThat(answer.path("success").asBoolean(true)).isFalse();
        assertThat(answer.path("error").textValue()).isEqualTo("the message was not stored: try again");

        bed.line.mend();
        alice.ask("message:send", Map.of("conversationId", GatewayBed.TEAM, "content", "kept"));
        await().until(() -> !bob.all("message:new").isEmpty());
        assertThat(bob.all("message:new"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.path("content").textValue()).isEqualTo("kept"));
    }

    @Test
    void whom_an_administrator_changed_is_not_let_in_from_an_old_memory() throws Exception {
        isPresent(bed.user(GatewayBed.ALICE));
        isPresent(bed.user(GatewayBed.BOB));
        assertThat(bed.patch("/api/admin/users/" + GatewayBed.BOB, "{\"isActive\":false}")
                        .statusCode())
                .isEqualTo(200);
        bed.line.cut();

        isRefused(bed.user(GatewayBed.BOB), "UNAVAILABLE");
        isPresent(bed.user(GatewayBed.ALICE));
    }
}
