package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a participant may do, over real sockets.
@NullUnmarked
class ClientLimitsTest {
    private static final String TEAM = "65b000000000000000000001";

    private final List<BareClient> clients = new ArrayList<>();
    private SocketBed bed;

    private void start(Path folder, Limit limit, String size) {
        bed = new SocketBed(
                folder, 2, UnaryOperator.identity(), LimitSettings.defaults().with(limit, size));
    }

    @AfterEach
    void stop() {
        clients.forEach(BareClient::close);
        bed.close();
    }

    private BareClient isIn(int person) {
        BareClient client = new BareClient(bed, person);
        clients.add(client);
        await().until(() -> !client.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
        return client;
    }

    private static JsonNode sends(BareClient client, String content) {
        int before = client.answers().size();
        client.ask("message:send", Map.of("conversationId", TEAM, "content", content));
        await().until(() -> client.answers().size() > before);
        return client.answers().getLast();
    }

    @Test
    void messages_are_counted_for_a_person_on_all_its_connections(@TempDir Path folder) {
        start(folder, Limit.MESSAGES, "3/1h");
        BareClient phone = isIn(0);
        BareClient laptop = isIn(0);

        assertThat(sends(phone, "one").path("success").asBoolean()).isTrue();
        assertThat(sends(laptop, "two").path("success").asBoolean()).isTrue();
        assertThat(sends(phone, "three").path("success").asBoolean()).isTrue();
        JsonNode refused = sends(laptop, "four");

        assertThat(refused.path("success").asBoolean()).isFalse();
        assertThat(refused.path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(refused.path("error").asText()).isNotBlank();
        assertThat(refused.path("retryAfter").asLong())
                .as("a third of an hour, rounded up")
                .isBetween(1_190L, 1_200L);
        assertThat(sends(isIn(1), "another person").path("success").asBoolean()).isTrue();
    }

    @Test
    void so_are_their_bytes(@TempDir Path folder) {
        start(folder, Limit.MESSAGE_BYTES, "10000/1h");
        BareClient client = isIn(0);

        assertThat(sends(client, "é".repeat(4_000)).path("success").asBoolean())
                .as("8 000 bytes")
                .isTrue();
        assertThat(sends(client, "é".repeat(2_000)).path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(sends(client, "short").path("success").asBoolean()).isTrue();
    }

    @Test
    void typing_is_told_so_often_and_its_end_as_often(@TempDir Path folder) {
        start(folder, Limit.TYPING, "2/1h");
        BareClient typist = isIn(0);
        BareClient other = isIn(1);

        for (int i = 0; i < 10; i++) {
            typist.emit("typing:start", Map.of("conversationId", TEAM));
            typist.emit("typing:stop", Map.of("conversationId", TEAM));
        }
        assertThat(sends(typist, "done").path("success").asBoolean()).isTrue();
        await().until(() -> !other.all(ServerEvent.MESSAGE_NEW).isEmpty());

        assertThat(other.all(ServerEvent.TYPING_START)).hasSize(2);
        assertThat(other.all(ServerEvent.TYPING_STOP)).hasSize(2);
    }

    @Test
    void events_of_any_name_are_counted_together(@TempDir Path folder) {
        start(folder, Limit.CLIENT_EVENTS, "5/1h");
        BareClient one = isIn(0);
        BareClient another = isIn(0);

        for (int i = 0; i < 3; i++) {
            one.emit("heartbeat", Map.of());
            another.emit("nonsense", Map.of());
        }
        await().until(() -> !one.all(ServerEvent.ERROR).isEmpty()
                || !another.all(ServerEvent.ERROR).isEmpty());

        assertThat(sends(one, "over").path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(sends(isIn(1), "another person").path("success").asBoolean()).isTrue();
    }

    @Test
    void only_wrong_credentials_use_up_tries_to_authenticate(@TempDir Path folder) {
        start(folder, Limit.WRONG_AUTHENTICATIONS, "3/1h");
        BareClient client = isIn(0);

        for (int i = 0; i < 20; i++) {
            client.emit("authenticate", Map.of("token", bed.token(0)));
        }
        await().until(() -> client.all(ServerEvent.AUTHENTICATED).size() == 21);
        assertThat(client.all(ServerEvent.AUTHENTICATED))
                .allMatch(answer -> answer.path("success").asBoolean());

        for (int i = 0; i < 4; i++) {
            client.emit("authenticate", Map.of("token", bed.token(0) + "x" + i));
        }
        await().until(() -> client.all(ServerEvent.ERROR).size() == 4);
        assertThat(client.all(ServerEvent.ERROR))
                .extracting(error -> error.path("code").asText())
                .containsExactly("TOKEN_FORGED", "TOKEN_FORGED", "TOKEN_FORGED", "RATE_LIMITED");
    }
}
