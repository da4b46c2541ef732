package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static SocketIoSettings.ConnectionLimits limits() {
        return TestBed.settings().connectionLimits();
    }

    @Test
    void anAddressHoldsOnlySoManySessions() throws Exception {
        try (TestBed bed =
                        new TestBed(SocketIoSettings.defaults().withAddressLimits(new AddressLimits(2, 1000, 1000)));
                RawWebSocket first = bed.connected();
                RawWebSocket second = bed.connected();
                RawWebSocket third = bed.webSocket(TestBed.WEBSOCKET);
                RawHttp http = bed.http()) {
            assertThat(third.handshake().status()).isEqualTo(429);
            assertThat(http.get(TestBed.POLLING).status()).isEqualTo(429);
            assertThat(bed.server.stats().handshakesRefused()).isEqualTo(2);
            first.sendClose(1000);
            await().until(() -> bed.server.stats().sessions() == 1);
            assertThat(http.get(TestBed.POLLING).status()).isEqualTo(200);
            second.sendText("42[\"unharmed\"]");
            assertThat(second.next()).isEqualTo("42[\"unharmed\"]");
        }
    }

    @Test
    void anAddressOpensOnlySoManySessionsPerSecond() throws Exception {
        try (TestBed bed = new TestBed(SocketIoSettings.defaults().withAddressLimits(new AddressLimits(1000, 1, 3)));
                RawHttp http = bed.http()) {
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(http.get(TestBed.POLLING).status());
            }
            assertThat(answers).startsWith(200, 200, 200).endsWith(429);
            await().until(() -> http.get(TestBed.POLLING).status() == 200);
        }
    }

    @Test
    void knockingAgainAndAgainCountsAsHandshakes() throws Exception {
        try (TestBed bed = new TestBed(SocketIoSettings.defaults().withAddressLimits(new AddressLimits(1000, 1, 5)))) {
            bed.recorder.admission =
                    handshake -> java.util.concurrent.CompletableFuture.completedFuture(Admission.refused("no"));
            try (RawWebSocket socket = bed.opened()) {
                for (int i = 0; i < 5; i++) {
                    socket.sendText("40");
                    assertThat(socket.next()).isEqualTo("44{\"message\":\"no\"}");
                }
                String last = "";
                for (int i = 0; i < 5 && !last.startsWith("close"); i++) {
                    socket.sendText("40");
                    last = socket.next();
                }
                assertThat(last).isEqualTo("close:1008");
            }
        }
    }

    @Test
    void addressesBehindATrustedProxyAreToldApart() throws Exception {
        AddressLimits one = new AddressLimits(1, 1000, 1000);
        try (TestBed bed = new TestBed(
                        SocketIoSettings.defaults().withAddressLimits(one).withTrustedProxies(1));
                RawWebSocket first = bed.webSocket(TestBed.WEBSOCKET, "X-Forwarded-For: 6.6.6.6, 1.1.1.1");
                RawWebSocket same = bed.webSocket(TestBed.WEBSOCKET, "X-Forwarded-For: 7.7.7.7, 1.1.1.1");
                RawWebSocket other = bed.webSocket(TestBed.WEBSOCKET, "X-Forwarded-For: 2001:db8::1");
                RawWebSocket network = bed.webSocket(TestBed.WEBSOCKET, "X-Forwarded-For: 2001:db8::2")) {
            assertThat(first.handshake().status()).isEqualTo(101);
            assertThat(same.handshake().status()).isEqualTo(429);
            assertThat(other.handshake().status()).isEqualTo(101);
            assertThat(network.handshake().status()).isEqualTo(429);
            first.sendText("40");
            assertThat(bed.recorder.connection().remoteAddress().getAddress().getHostAddress())
                    .isEqualTo("1.1.1.1");
        }
    }

    @Test
    void aForwardedAddressIsNotBelievedUnlessThereIsAProxy() throws Exception {
        try (TestBed bed = new TestBed();
                RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET, "X-Forwarded-For: 1.1.1.1")) {
            socket.sendText("40");
            assertThat(bed.recorder.connection().remoteAddress().getAddress().isLoopbackAddress())
                    .isTrue();
        }
    }

    @Test
    void aConnectionThatTalksTooMuchIsClosed() throws Exception {
        try (TestBed bed = new TestBed(TestBed.settings().withConnectionLimits(limits().withPacketsPerSecond(10)))) {
            bed.recorder.onEvent = (connection, event) -> {};
            try (RawWebSocket socket = bed.connected();
                    RawWebSocket pinging = bed.connected()) {
                for (int i = 0; i < 60; i++) {
                    socket.sendText("42[\"x\"]");
                    pinging.sendFrame(0x80 | RawWebSocket.PONG, new byte[0]);
                }
                assertThat(socket.next()).isEqualTo("close:1008");
                assertThat(pinging.next()).isEqualTo("close:1008");
            }
        }
    }

    @Test
    void aMessageThatIsTooLongClosesTheConnection() throws Exception {
        try (TestBed bed = new TestBed(TestBed.settings().withMaxPayload(1000))) {
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText("42[\"" + "x".repeat(1000) + "\"]");
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.connected()) {
                for (int i = 0; i < 3; i++) {
                    socket.sendFrame(i == 0 ? RawWebSocket.TEXT : 0, new byte[400]);
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
        }
    }

    @Test
    void aPacketHasOnlySoManyAttachments() throws Exception {
        try (TestBed bed = new TestBed(TestBed.settings().withConnectionLimits(limits().withAttachments(1)));
                RawWebSocket socket = bed.connected()) {
            socket.sendText("452-[\"a\"]");
            assertThat(socket.next()).isEqualTo("close:1008");
        }
    }

    @Test
    void onlySoMuchIsHeldForAClientThatWaitsForAdmission() throws Exception {
        try (TestBed bed = new TestBed()) {
            bed.recorder.admission = handshake -> new java.util.concurrent.CompletableFuture<>();
            try (RawWebSocket socket = bed.opened()) {
                socket.sendText("40");
                for (int i = 0; i < 9; i++) {
                    socket.sendText("42[\"x\"]");
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
        }
    }
}
