package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asks for an acknowledgement gets one, whatever the event (SPEC §4).
@NullUnmarked
class AcknowledgementTest {
    private static final Map<String, Object> TEAM = Map.of("conversationId", "65b000000000000000000001");
    private static final Map<String, Object> ELSEWHERE = Map.of("conversationId", "65b0000000000000000000ff");

    private static JsonNode answer(BareClient client, String event, Object payload) {
        int before = client.answers().size();
        client.ask(event, payload);
        await(event).until(() -> client.answers().size() > before);
        return client.answers().getLast();
    }

    private static String code(BareClient client, String event, Object payload) {
        JsonNode answer = answer(client, event, payload);
        assertThat(answer.path("success").asBoolean(true)).as(event).isFalse();
        return answer.path("code").asText();
    }

    @Test
    void every_event_is_acknowledged(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, UnaryOperator.identity());
                BareClient client = new BareClient(bed, 0)) {
            await().until(() -> !client.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            for (String event : new String[] {
                "heartbeat", "conversation:join", "typing:start", "typing:stop", "conversation:leave", "presence:repair"
            }) {
                assertThat(answer(client, event, TEAM).path("success").asBoolean())
                        .as(event)
                        .isTrue();
            }
            assertThat(answer(client, "authenticate", Map.of("token", bed.token(0)))
                            .path("success")
                            .asBoolean())
                    .isTrue();
            assertThat(answer(client, "presence:leaving", Map.of())
                            .path("success")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void what_is_refused_is_acknowledged_with_its_code(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, UnaryOperator.identity());
                BareClient client = new BareClient(bed, 0)) {
            await().until(() -> !client.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            for (String event :
                    new String[] {"conversation:join", "typing:start", "conversation:leave", "presence:repair"}) {
                assertThat(code(client, event, ELSEWHERE)).as(event).isEqualTo("NOT_A_MEMBER");
            }
            assertThat(code(client, "conversation:join", Map.of())).isEqualTo("INVALID_PAYLOAD");
            assertThat(code(client, "typing:stop", 7)).isEqualTo("INVALID_PAYLOAD");
            assertThat(code(client, "user:status", Map.of())).isEqualTo("UNKNOWN_EVENT");
            assertThat(code(client, "nothing", Map.of())).isEqualTo("UNKNOWN_EVENT");
        }
    }
}
