package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.SocketIoLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client sends before it has been let in, or while it is served.
@NullUnmarked
class HeldEventsTest {
    private static final String TEAM = "65b000000000000000000001";

    private static Map<String, Object> message(int number) {
        return Map.of("conversationId", TEAM, "content", "m" + number + "x".repeat(800));
    }

    @Test
    void a_client_that_flushes_its_buffer_right_after_connect_is_served_in_order(@TempDir Path folder)
            throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, UnaryOperator.identity());
                BareClient other = new BareClient(bed, 1)) {
            await().until(() -> !other.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            try (BareClient client = new BareClient(bed, 0)) {
                await().until(client::hasKnocked);
                for (int i = 0; i < 50; i++) {
                    client.emit("message:send", message(i));
                }
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> other.all(ServerEvent.MESSAGE_NEW).size() == 50);
                assertThat(other.all(ServerEvent.MESSAGE_NEW))
                        .extracting(each -> each.path("content").asText().substring(0, 3))
                        .containsExactlyElementsOf(IntStream.range(0, 50)
                                .mapToObj(i -> ("m" + i + "x").substring(0, 3))
                                .map(start -> start.length() < 3 ? start + "x" : start)
                                .toList());
                assertThat(bed.sockets.stats().unfinishedBytes()).isZero();
            }
        }
    }

    @Test
    void without_a_credential_eight_events_wait_and_the_next_is_refused(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, UnaryOperator.identity());
                BareClient client = new BareClient(bed.port(), Map.of())) {
            await().until(client::hasKnocked);
            for (int i = 0; i < 8; i++) {
                client.emit("message:send", message(i));
            }
            client.ask("message:send", message(9));
            await().until(() -> !client.answers().isEmpty());
            JsonNode answer = client.answers().getFirst();
            assertThat(answer.path("success").asBoolean(true)).isFalse();
            assertThat(answer.path("code").asText()).isEqualTo("RATE_LIMITED");
            client.emit("authenticate", Map.of("token", bed.token(0)));
            await().until(() -> !client.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            await().until(() -> client.all(ServerEvent.MESSAGE_NEW).size() == 8);
        }
    }

    @Test
    void one_that_shows_no_credential_cannot_fill_the_memory(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, UnaryOperator.identity())) {
            String heavy = "{},".repeat(30_000);
            try (BareClient client = new BareClient(bed.port(), Map.of())) {
                await().until(client::hasKnocked);
                client.emit("message:send", List.of(heavy));
                await().until(() -> bed.sockets.stats().sessions() == 0);
                assertThat(bed.sockets.stats().exceeded().get(SocketIoLimit.STRANGER_BYTES))
                        .isEqualTo(1);
            }
        }
    }
}
