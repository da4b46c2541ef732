package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages that do not come whole: kept as bytes, bounded together and in time.
class UnfinishedTest {

    private static SocketIoSettings keeping(KeepLimits limits) {
        return TestBed.settings().withKeepLimits(limits);
    }

    private static long exceeded(TestBed bed, SocketIoLimit limit) {
        return bed.server.stats().exceeded().getOrDefault(limit, 0L);
    }

    @Test
    void aBinaryPacketOutsideOfANamespaceIsRefusedUnread() throws Exception {
        String packet = "[\"x\"," + "{},".repeat(30_000) + "{}]";
        try (TestBed bed = new TestBed()) {
            for (String head : List.of("451-", "451-/nowhere,")) {
                try (RawWebSocket socket = bed.opened()) {
                    socket.sendText(head + packet.substring(0, 3000));
                    assertThat(socket.next()).isEqualTo("close:1002");
                }
            }
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText("461-/nowhere,1" + packet);
                assertThat(socket.next()).isEqualTo("close:1002");
            }
        }
    }

    @Test
    void whileAttachmentsAreAwaitedThereAreBytesOnly() throws Exception {
        try (TestBed bed = new TestBed()) {
            long before = LiveObjects.heapBytes();
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RawWebSocket socket = bed.connected();
                socket.sendText("451-[\"x\"," + "{},".repeat(30_000) + "{}]");
                sockets.add(socket);
            }
            await().until(() -> bed.server.stats().unfinishedBytes() > 40 * 85_000);
            assertThat(LiveObjects.heapBytes() - before).isLessThan(12_000_000);
            for (RawWebSocket socket : sockets) {
                socket.close();
            }
            await().until(() -> bed.server.stats().unfinishedBytes() == 0);
        }
    }

    @Test
    void whenThereIsNoRoomForAttachmentsTheEventIsRefusedAndTheConnectionGoesOn() throws Exception {
        try (TestBed bed = new TestBed(keeping(KeepLimits.defaults().withUnfinishedTogether(100_000)));
                RawWebSocket first = bed.connected();
                RawWebSocket second = bed.connected()) {
            first.sendText("452-1[\"pic\"]");
            first.sendFrame(0x80 | RawWebSocket.BINARY, new byte[70_000]);
            await().until(() -> bed.server.stats().unfinishedBytes() > 60_000);
            second.sendText("452-2[\"pic\"]");
            second.sendFrame(0x80 | RawWebSocket.BINARY, new byte[50_000]);
            second.sendFrame(0x80 | RawWebSocket.BINARY, new byte[10]);
            assertThat(second.next()).isEqualTo("432[\"refused\"]");
            first.sendFrame(0x80 | RawWebSocket.BINARY, new byte[10]);
            assertThat(first.next()).isEqualTo("431[]");
            second.sendText("423[\"again\"]");
            assertThat(second.next()).isEqualTo("433[]");
            assertThat(bed.server.stats().unfinishedBytes()).isZero();
            assertThat(exceeded(bed, SocketIoLimit.UNFINISHED_TOGETHER)).isEqualTo(1);
        }
    }

    @Test
    void aMessageMustComeWholeInTime() throws Exception {
        try (TestBed bed = new TestBed(keeping(KeepLimits.defaults().withMessageTime(Duration.ofMillis(400))))) {
            try (RawWebSocket socket = bed.connected()) {
                dripping(socket, "42[\"" + "x".repeat(200) + "\"]");
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.connected()) {
                for (int i = 0; i < 30; i++) {
                    socket.sendFrame(i == 0 ? RawWebSocket.TEXT : 0, new byte[1]);
                    Thread.sleep(20);
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText("459-[\"x\"]");
                for (int i = 0; i < 8; i++) {
                    socket.sendBinary(1);
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            assertThat(exceeded(bed, SocketIoLimit.MESSAGE_TIME)).isEqualTo(3);
            assertThat(bed.server.stats().unfinishedBytes()).isZero();
        }
    }

    /// One byte after the other, for longer than there is time.
    private static void dripping(RawWebSocket socket, String message) throws Exception {
        byte[] frame = RawWebSocket.frame(0x80 | RawWebSocket.TEXT, message.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 40; i++) {
            socket.send(Arrays.copyOfRange(frame, i, i + 1));
            Thread.sleep(20);
        }
    }

    @Test
    void aMessageAfterTheOtherMayTakeLongerThanOne() throws Exception {
        try (TestBed bed = new TestBed(keeping(KeepLimits.defaults().withMessageTime(Duration.ofMillis(800))));
                RawWebSocket socket = bed.connected()) {
            byte[] frame = RawWebSocket.frame(0x80 | RawWebSocket.TEXT, "421[\"x\"]".getBytes(StandardCharsets.UTF_8));
            int middle = frame.length - 2;
            socket.send(Arrays.copyOf(frame, middle));
            for (int i = 0; i < 8; i++) {
                Thread.sleep(200);
                byte[] next = new byte[frame.length];
                System.arraycopy(frame, middle, next, 0, 2);
                System.arraycopy(frame, 0, next, 2, middle);
                socket.send(next); // the end of one and the beginning of the next
                assertThat(socket.next()).isEqualTo("431[]");
            }
            assertThat(exceeded(bed, SocketIoLimit.MESSAGE_TIME)).isZero();
        }
    }

    @Test
    void aPingOfProtocol3IsEchoedAsFarAsAControlFrameGoes() throws Exception {
        try (TestBed bed = new TestBed();
                RawHttp http = bed.http()) {
            try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET3)) {
                socket.next();
                socket.next();
                socket.sendText("2" + "x".repeat(125));
                assertThat(socket.next()).isEqualTo("3" + "x".repeat(125));
                socket.sendText("2" + "x".repeat(126));
                assertThat(socket.next()).isEqualTo("close:1002");
            }
            String packet = http.get(TestBed.POLLING3).text();
            String session = TestBed.POLLING3 + "&sid="
                    + TestBed.sid(packet.substring(packet.indexOf('{'), packet.indexOf('}') + 1));
            http.post(session, "5:2abcd".repeat(50) + "2:2z");
            assertThat(http.get(session).text()).isEqualTo("2:3z");
            http.post(session, "1:2".repeat(50));
            assertThat(http.get(session).text()).isEqualTo("1:3");
            assertThat(http.post(session, "127:2" + "x".repeat(126)).status()).isEqualTo(400);
        }
    }

    @Test
    void whoNeverPollsIsLostWhateverItSays() throws Exception {
        SocketIoSettings settings =
                TestBed.settings().withPingInterval(Duration.ofMillis(300)).withPingTimeout(Duration.ofMillis(300));
        try (TestBed bed = new TestBed(settings);
                RawHttp http = bed.http()) {
            long begun = System.nanoTime();
            String four = TestBed.POLLING + "&sid=" + bed.pollingSession();
            http.post(four, "40");
            http.get(four);
            String packet = http.get(TestBed.POLLING3).text();
            String three = TestBed.POLLING3 + "&sid="
                    + TestBed.sid(packet.substring(packet.indexOf('{'), packet.indexOf('}') + 1));
            while (bed.server.stats().sessions() > 0) {
                say(bed, four, "3");
                say(bed, three, "1:2");
                Thread.sleep(50);
                assertThat(System.nanoTime() - begun)
                        .isLessThan(Duration.ofSeconds(8).toNanos());
            }
            assertThat(bed.recorder.heard).contains("disconnected PING_TIMEOUT");
        }
    }

    private static void say(TestBed bed, String session, String packet) throws IOException {
        try (RawHttp http = bed.http()) {
            http.post(session, packet);
        }
    }

    @Test
    void anEventOfTooManyValuesIsAViolation() throws Exception {
        try (TestBed bed = new TestBed();
                RawWebSocket socket = bed.connected()) {
            socket.sendText("42[\"x\"," + "0,".repeat(21_000) + "0]");
            assertThat(socket.next()).isEqualTo("close:1002");
        }
    }
}
