package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void eventsArriveInOrderWithAnyArguments() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            for (String event : List.of(
                    "42[\"a\",1,\"2\",{\"3\":[true,null]}]",
                    "42[\"\",1.5e300]",
                    "42[\"é😀\",\"\\u0000\"]",
                    "42[\"lone\",\"\\ud800x\"]")) {
                socket.sendText(event);
                assertThat(socket.next()).isEqualToIgnoringCase(event.replace("1.5e300", "1.5E300"));
            }
        }
    }

    @Test
    void binaryEventsRoundTripInBothProtocols() throws Exception {
        String event = "452-[\"pics\",{\"_placeholder\":true,\"num\":0},{\"in\":[{\"_placeholder\":true,\"num\":1}]}]";
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText(event);
            socket.sendBinary(1, 2, 3);
            socket.sendBinary();
            assertThat(socket.next()).isEqualTo(event);
            assertThat(socket.next()).isEqualTo("hex:010203");
            assertThat(socket.next()).isEqualTo("hex:");
        }
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET3)) {
            socket.next();
            socket.next();
            socket.sendText(event);
            socket.sendBinary(4, 1, 2, 3);
            socket.sendText("b4AQI=");
            assertThat(socket.next()).isEqualTo(event);
            assertThat(socket.next()).isEqualTo("hex:04010203");
            // header and data are two writes here, one frame
            assertThat(socket.next()).isEqualTo("hex:040102");
        }
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET3 + "&b64=1")) {
            socket.next();
            socket.next();
            socket.sendText("451-[\"pic\",{\"_placeholder\":true,\"num\":0}]");
            socket.sendText("b4AQIDBA==");
            assertThat(socket.next()).isEqualTo("451-[\"pic\",{\"_placeholder\":true,\"num\":0}]");
            assertThat(socket.next()).isEqualTo("b4AQIDBA==");
        }
    }

    @Test
    void aClientGetsItsAckOnce() throws Exception {
        bed.recorder.onEvent = (connection, event) -> {
            Ack ack = event.ack();
            if (ack != null) {
                ack.send("first", new byte[] {7});
                ack.send("second");
            }
        };
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("4212[\"ask\"]");
            assertThat(socket.next()).isEqualTo("461-12[\"first\",{\"_placeholder\":true,\"num\":0}]");
            assertThat(socket.next()).isEqualTo("hex:07");
            socket.sendText("420[\"ask\"]");
            assertThat(socket.next()).isEqualTo("461-0[\"first\",{\"_placeholder\":true,\"num\":0}]");
        }
    }

    @Test
    void theServerMayWaitForAnAck() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            CompletionStage<List<JsonNode>> answer =
                    connection.emitWithAck(Duration.ofSeconds(5), "ask", Map.of("a", 1));
            assertThat(socket.next()).isEqualTo("420[\"ask\",{\"a\":1}]");
            socket.sendText("430[\"yes\",2]");
            assertThat(answer.toCompletableFuture().get()).hasToString("[\"yes\", 2]");

            CompletionStage<List<JsonNode>> binary = connection.emitWithAck(Duration.ofSeconds(5), "pic");
            assertThat(socket.next()).isEqualTo("421[\"pic\"]");
            socket.sendText("461-1[{\"_placeholder\":true,\"num\":0}]");
            socket.sendBinary(9);
            assertThat(binary.toCompletableFuture().get().getFirst().binaryValue())
                    .containsExactly(9);
            socket.sendText("431[\"again\"]"); // answers nobody waits for are dropped
            socket.sendText("42[\"alive\"]");
            assertThat(socket.next()).isEqualTo("42[\"alive\"]");
        }
    }

    @Test
    void anAckThatDoesNotComeIsMissed() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            assertThatThrownBy(() -> connection
                            .emitWithAck(Duration.ofMillis(30), "ask")
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(AckMissingException.class);
            CompletionStage<List<JsonNode>> lost = connection.emitWithAck(Duration.ofMinutes(1), "ask");
            socket.sendText("41");
            assertThatThrownBy(() -> lost.toCompletableFuture().get()).hasCauseInstanceOf(AckMissingException.class);
            assertThatThrownBy(() -> connection
                            .emitWithAck(Duration.ofMinutes(1), "late")
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(AckMissingException.class);
        }
    }

    @Test
    void aClientOwesOnlySoManyAcks() throws Exception {
        SocketIoSettings settings = TestBed.settings();
        try (TestBed strict = new TestBed(settings.withConnectionLimits(
                        settings.connectionLimits().withOpenAcks(2)));
                RawWebSocket socket = strict.connected()) {
            Connection connection = strict.recorder.connection();
            connection.emitWithAck(Duration.ofMinutes(1), "a");
            connection.emitWithAck(Duration.ofMinutes(1), "b");
            assertThatThrownBy(() -> connection
                            .emitWithAck(Duration.ofMinutes(1), "c")
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(AckMissingException.class);
            assertThat(socket.next()).isEqualTo("420[\"a\"]");
        }
    }

    @Test
    void argumentsThatAreNoJsonAreTheCallersMistake() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            Map<String, Object> loop = new HashMap<>();
            loop.put("self", loop);
            assertThatThrownBy(() -> connection.emit("x", loop)).isInstanceOf(IllegalArgumentException.class);
            connection.emit("ok", "y");
            assertThat(socket.next()).isEqualTo("42[\"ok\",\"y\"]");
        }
    }

    @Test
    void aFragmentedMessageIsPutTogether() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendFrame(RawWebSocket.TEXT, "42[\"a".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.sendFrame(0x80 | RawWebSocket.PING, new byte[0]);
            socket.sendFrame(0, "b".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.sendFrame(0x80, "c\"]".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(socket.next()).isEqualTo("pong:");
            assertThat(socket.next()).isEqualTo("42[\"abc\"]");
        }
    }

    @Test
    void aPacketThatCannotBeUnderstoodClosesTheSession() throws Exception {
        for (String bad : List.of(
                "4",
                "4abc",
                "42{}",
                "42[]",
                "42[null]",
                "42[{}]",
                "42",
                "42[\"a\"",
                "42[\"a\"]x",
                "42[\"connect\"]",
                "42[\"disconnect\"]",
                "42abc[\"a\"]",
                "421234567890123456[\"a\"]",
                "43[\"a\"]",
                "430{}",
                "41{}",
                "44{\"message\":\"x\"}",
                "47",
                "45[\"a\"]",
                "45x-[\"a\"]",
                "42/nowhere,[\"a\"]",
                "42[\"a\"," + "[".repeat(300) + "]".repeat(300) + "]",
                "0",
                "7",
                "abc",
                "")) {
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText(bad);
                assertThat(socket.next()).as(bad).isEqualTo("close:1002");
            }
        }
    }

    @Test
    void attachmentsThatDoNotFitCloseTheSession() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendBinary(1);
            assertThat(socket.next()).isEqualTo("close:1002");
        }
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("451-[\"a\",{\"_placeholder\":true,\"num\":0}]");
            socket.sendText("42[\"b\"]");
            assertThat(socket.next()).isEqualTo("close:1002");
        }
        for (String number : List.of("1", "-1", "\"0\"", "0.5", "null")) {
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText("451-[\"a\",{\"_placeholder\":true,\"num\":" + number + "}]");
                socket.sendBinary(1);
                assertThat(socket.next()).as(number).isEqualTo("close:1002");
            }
        }
    }

    @Test
    void aHandlerThatThrowsHurtsNobody() throws Exception {
        bed.recorder.onEvent = (connection, event) -> {
            if (event.name().equals("bad")) {
                throw new IllegalStateException("handler");
            }
            connection.emit("ok");
        };
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("42[\"bad\"]");
            socket.sendText("42[\"good\"]");
            assertThat(socket.next()).isEqualTo("42[\"ok\"]");
        }
        assertThat(LeakWatch.problems()).hasSize(1);
        LeakWatch.problems().clear();
    }
}
