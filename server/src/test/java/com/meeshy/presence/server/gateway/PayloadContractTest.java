package com.meeshy.presence.server.gateway;

import static com.meeshy.presence.server.wire.WireExamples.assertShape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.wire.WireExamples;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the gateway sends holds the examples of `contract/wire`: each goes into the record of its event and
/// comes out again with every field as it was.
@NullUnmarked
class PayloadContractTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private static final Map<String, Class<?>> SHAPES = Map.ofEntries(
            Map.entry(ServerEvent.AUTHENTICATED, Payload.Authenticated.class),
            Map.entry(ServerEvent.USER_STATUS, Payload.UserStatus.class),
            Map.entry(ServerEvent.PRESENCE_SNAPSHOT, Payload.Snapshot.class),
            Map.entry(ServerEvent.PRESENCE_DIGEST, Payload.Digest.class),
            Map.entry(ServerEvent.ONLINE_STATS, Payload.OnlineStats.class),
            Map.entry(ServerEvent.CONVERSATION_SIZE, Payload.Size.class),
            Map.entry(ServerEvent.MEMBER_LEFT, Payload.Joined.class),
            Map.entry(ServerEvent.ERROR, Payload.Problem.class),
            Map.entry(ServerEvent.CONVERSATION_JOINED, Payload.Joined.class),
            Map.entry(ServerEvent.CONVERSATION_JOIN_ERROR, Payload.JoinError.class),
            Map.entry(ServerEvent.CONVERSATION_LEFT, Payload.Joined.class),
            Map.entry(ServerEvent.TYPING_START, Payload.Typing.class),
            Map.entry(ServerEvent.TYPING_STOP, Payload.Typing.class),
            Map.entry(ServerEvent.MESSAGE_NEW, Payload.NewMessage.class),
            Map.entry(ServerEvent.HEARTBEAT_ACK, Payload.HeartbeatAck.class),
            Map.entry(ServerEvent.TOKEN_EXPIRED, Payload.Problem.class),
            Map.entry(ServerEvent.SESSION_REVOKED, Payload.Problem.class));

    @TestFactory
    Stream<DynamicTest> each_event() {
        return examples("payload", false)
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    String event = example.getValue().path("event").textValue();
                    JsonNode payload = example.getValue().path("payload");
                    boolean refused = payload.path("success").isBoolean()
                            && !payload.path("success").booleanValue();
                    assertHolds(payload, refused ? Payload.NotAuthenticated.class : SHAPES.get(event));
                }));
    }

    @TestFactory
    Stream<DynamicTest> each_acknowledgement() {
        return examples("ack", true)
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    JsonNode ack = example.getValue().path("ack");
                    assertHolds(ack, ack.path("success").booleanValue() ? Payload.Sent.class : Payload.NotSent.class);
                }));
    }

    @Test
    void every_event_that_is_sent_has_an_example() {
        assertThat(examples("payload", false)
                        .map(example -> example.getValue().path("event").textValue()))
                .containsAll(SHAPES.keySet());
    }

    private static Stream<Map.Entry<String, JsonNode>> examples(String field, boolean fromClient) {
        return WireExamples.all().entrySet().stream()
                .filter(example -> example.getValue().has(field))
                .filter(example -> example.getValue().has("from") == fromClient);
    }

    private static void assertHolds(JsonNode example, Class<?> shape) throws Exception {
        assertThat(shape).as("a record for this example").isNotNull();
        JsonNode written = JSON.valueToTree(JSON.treeToValue(example, shape));
        assertShape(shape.getSimpleName(), example, written);
        assertKept(shape.getSimpleName(), example, written);
    }

    /// The shape is there; here the values, field by field.
    private static void assertKept(String where, JsonNode example, JsonNode written) {
        if (example.isContainerNode()) {
            example.properties()
                    .forEach(field ->
                            assertKept(where + "." + field.getKey(), field.getValue(), written.path(field.getKey())));
            for (int i = 0; example.isArray() && i < example.size(); i++) {
                assertKept(where + "[" + i + "]", example.get(i), written.path(i));
            }
        } else {
            assertThat(written.asText()).as(where).isEqualTo(example.asText());
        }
    }
}
