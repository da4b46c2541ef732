package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final TestBed bed =
            new TestBed(TestBed.settings().withPingInterval(INTERVAL).withPingTimeout(TIMEOUT));

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void theServerPingsAClientOfProtocol4AndKeepsOneThatAnswers() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            for (int i = 0; i < 4; i++) {
                assertThat(socket.nextOrPing()).isEqualTo("2");
                socket.sendText("3");
            }
            assertThat(bed.recorder.connection().isOpen()).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotAnswerIsLostWithinThePromisedTime() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            long start = System.nanoTime();
            assertThat(socket.nextOrPing()).isEqualTo("2");
            assertThat(socket.nextOrPing()).isEqualTo("close:1001");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isBetween(Duration.ofMillis(400), Duration.ofMillis(1500));
        }
        assertThat(bed.recorder.next()).isEqualTo("admit");
        assertThat(bed.recorder.next()).isEqualTo("connected");
        assertThat(bed.recorder.next()).isEqualTo("disconnected PING_TIMEOUT");
    }

    @Test
    void talkingIsNoSubstituteForAnsweringPings() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            String last = "";
            for (int i = 0; i < 100 && !last.startsWith("close"); i++) {
                socket.sendText("42[\"x\"]");
                last = socket.next();
            }
            for (int i = 0; i < 100 && !last.startsWith("close"); i++) {
                last = socket.next();
            }
            assertThat(last).isEqualTo("close:1001");
        }
    }

    @Test
    void theClientPingsInProtocol3() throws Exception {
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET3)) {
            assertThat(socket.next()).startsWith("0{");
            assertThat(socket.next()).isEqualTo("40");
            for (int i = 0; i < 4; i++) {
                socket.sendText("2");
                assertThat(socket.nextOrPing()).isEqualTo("3");
            }
            socket.sendText("2probe");
            assertThat(socket.nextOrPing()).isEqualTo("3probe");
            assertThat(socket.nextOrPing()).isEqualTo("close:1001");
        }
    }

    @Test
    void aPingInTheWrongDirectionIsAViolation() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("2");
            assertThat(socket.next()).isEqualTo("close:1002");
        }
    }

    @Test
    void webSocketPingsAreAnswered() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendFrame(0x80 | RawWebSocket.PING, new byte[] {'h', 'i'});
            assertThat(socket.next()).isEqualTo("pong:hi");
        }
    }

    @Test
    void aSilentPollingClientIsLost() throws Exception {
        String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.post(session, "40");
            http.get(session);
            assertThat(http.get(session).text()).isEqualTo("2");
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.next()).isEqualTo("connected");
            assertThat(bed.recorder.next()).isEqualTo("disconnected PING_TIMEOUT");
            assertThat(http.get(session).status()).isEqualTo(400);
        }
    }
}
