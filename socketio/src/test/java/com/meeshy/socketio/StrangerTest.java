package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import com.meeshy.socketio.SocketIoSettings.StrangerLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What somebody who has proven nothing may make the server keep: bytes, few of them, and not for long.
class StrangerTest {

    /// Lets everybody in provisionally, and holds every event.
    private static TestBed bed(SocketIoSettings settings) {
        TestBed bed = new TestBed(settings);
        bed.recorder.admission = handshake -> CompletableFuture.completedFuture(Admission.provisional());
        bed.recorder.onEvent = Connection::hold;
        return bed;
    }

    private static TestBed bed() {
        return bed(TestBed.settings());
    }

    private static SocketIoSettings keeping(KeepLimits limits) {
        return TestBed.settings().withKeepLimits(limits);
    }

    private static long exceeded(TestBed bed, SocketIoLimit limit) {
        return bed.server.stats().exceeded().getOrDefault(limit, 0L);
    }

    private static void serveHeld(TestBed bed, Connection connection) {
        connection.execute(() -> {
            for (Event next = connection.nextHeld(); next != null; next = connection.nextHeld()) {
                bed.recorder.heard.add("served " + next.name() + next.arguments());
            }
        });
    }

    /// Waits until it is so: a packet may be read before what was to be done on the loop.
    private static void stand(Connection connection, Standing standing) {
        connection.standing(standing);
        CompletableFuture<Void> done = new CompletableFuture<>();
        connection.execute(() -> done.complete(null));
        done.join();
    }

    private static String event(int bytes) {
        return "42[\"x\",\"" + "y".repeat(bytes - 9) + "\"]";
    }

    @Test
    void aFewEventsAreHeldAndServedInOrderAndWhatIsOverIsRefused() throws Exception {
        try (TestBed bed = bed();
                RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            for (int i = 0; i < 8; i++) {
                socket.sendText("42[\"early\"," + i + "]");
            }
            socket.sendText("427[\"late\"]");
            assertThat(socket.next()).isEqualTo("437[\"refused\"]");
            assertThat(exceeded(bed, SocketIoLimit.HELD_EVENTS)).isEqualTo(1);
            stand(connection, Standing.TRUSTED);
            serveHeld(bed, connection);
            await().until(() -> bed.recorder.heard.contains("served early[7]"));
            assertThat(bed.recorder.heard.stream().filter(heard -> heard.startsWith("served")))
                    .containsExactlyElementsOf(IntStream.range(0, 8)
                            .mapToObj(i -> "served early[" + i + "]")
                            .toList());
            assertThat(bed.server.stats().strangerBytes()).isZero();
        }
    }

    @Test
    void aClaimantMayFlushWhatItHasBuffered() throws Exception {
        try (TestBed bed = bed();
                RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            stand(connection, Standing.CLAIMANT);
            for (int i = 0; i < 64; i++) {
                socket.sendText("42[\"buffered\"," + i + ",\"" + "y".repeat(990) + "\"]");
            }
            socket.sendText("421[\"late\"]");
            assertThat(socket.next()).isEqualTo("431[\"refused\"]");
            serveHeld(bed, connection);
            for (int i = 0; i < 64; i++) {
                String expected = "served buffered[" + i + ",";
                await().until(() -> bed.recorder.heard.stream().anyMatch(heard -> heard.startsWith(expected)));
            }
            socket.sendText(event(60_000));
            socket.sendText("422" + event(60_000).substring(2));
            assertThat(socket.next()).isEqualTo("432[\"refused\"]");
        }
    }

    @Test
    void aClaimantThatIsRefusedKeepsNoMoreThanAStranger() throws Exception {
        try (TestBed bed = bed();
                RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            stand(connection, Standing.CLAIMANT);
            for (int i = 1; i <= 20; i++) {
                socket.sendText("42" + i + event(2000).substring(2));
            }
            await().until(() -> bed.server.stats().strangerBytes() > 30_000);
            stand(connection, Standing.STRANGER);
            for (int i = 20; i > 8; i--) {
                assertThat(socket.next()).isEqualTo("43" + i + "[\"refused\"]");
            }
            assertThat(bed.server.stats().strangerBytes()).isLessThan(16_384);
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void aStrangerOverItsBytesIsClosedAndCounted() throws Exception {
        try (TestBed bed = bed()) {
            try (RawWebSocket socket = bed.connected()) {
                for (int i = 0; i < 5; i++) {
                    socket.sendText(event(4000));
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.connected()) {
                socket.sendText(event(17_000));
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.opened()) {
                socket.sendText("40{\"token\":\"" + "x".repeat(17_000) + "\"}");
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.opened()) {
                socket.send(half(90_000, 20_000));
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawWebSocket socket = bed.opened()) {
                for (int i = 0; i < 5; i++) {
                    socket.sendFrame(i == 0 ? RawWebSocket.TEXT : 0, new byte[4000]);
                }
                assertThat(socket.next()).isEqualTo("close:1008");
            }
            try (RawHttp http = bed.http()) {
                String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
                assertThat(http.post(session, "4" + "x".repeat(17_000)).status())
                        .isEqualTo(413);
            }
            await().until(() -> exceeded(bed, SocketIoLimit.STRANGER_BYTES) == 6);
            await().until(() -> bed.server.stats().sessions() == 0);
            assertThat(bed.server.stats().strangerBytes()).isZero();
        }
    }

    private static byte[] half(int announced, int sent) {
        return Arrays.copyOf(RawWebSocket.frame(0x80 | RawWebSocket.TEXT, new byte[announced]), sent);
    }

    @Test
    void whoIsTrustedMaySendWhatIsAnnounced() throws Exception {
        try (TestBed bed = bed();
                RawWebSocket socket = bed.connected()) {
            stand(bed.recorder.connection(), Standing.TRUSTED);
            bed.recorder.onEvent = (connection, event) ->
                    connection.emit("length", event.arguments().size());
            socket.sendText(event(99_000));
            assertThat(socket.next()).isEqualTo("42[\"length\",1]");
            assertThat(bed.server.stats().unfinishedBytes()).isZero();
        }
    }

    @Test
    void strangersAreBoundedTogetherAndWhoAsksForLittleIsServed() throws Exception {
        KeepLimits limits = KeepLimits.defaults().withStrangers(new StrangerLimits(16_384, 8, 4096, 100_000));
        try (TestBed bed = bed(keeping(limits))) {
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RawWebSocket socket = bed.opened();
                socket.send(half(16_000, 14_000));
                sockets.add(socket);
            }
            await().until(() -> exceeded(bed, SocketIoLimit.STRANGERS_TOGETHER) >= 5);
            assertThat(bed.server.stats().strangerBytes()).isLessThanOrEqualTo(50_000);
            try (RawWebSocket modest = bed.opened()) {
                byte[] connect = RawWebSocket.frame(
                        0x80 | RawWebSocket.TEXT,
                        ("40{\"token\":\"" + "x".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8));
                modest.send(Arrays.copyOf(connect, 600));
                modest.send(Arrays.copyOfRange(connect, 600, connect.length));
                assertThat(modest.next()).startsWith("40{");
                Connection connection = bed.recorder.connection();
                stand(connection, Standing.CLAIMANT);
                modest.sendText(event(40_000));
                await().until(() -> bed.server.stats().strangerBytes() > 60_000);
            }
            for (RawWebSocket socket : sockets) {
                socket.close();
            }
            await().until(() -> bed.server.stats().strangerBytes() == 0);
        }
    }

    @Test
    void oneAddressGetsAPartOfWhatStrangersMayKeep() throws Exception {
        KeepLimits limits = KeepLimits.defaults().withStrangers(new StrangerLimits(16_384, 8, 4096, 100_000));
        try (TestBed bed = bed(keeping(limits).withAddressLimits(new AddressLimits(1000, 1000, 1000)))) {
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RawWebSocket socket = bed.opened();
                socket.send(half(16_000, 12_000));
                sockets.add(socket);
            }
            await().until(() -> exceeded(bed, SocketIoLimit.STRANGERS_TOGETHER) == 2);
            assertThat(bed.server.stats().strangerBytes()).isLessThanOrEqualTo(25_000);
            for (RawWebSocket socket : sockets) {
                socket.close();
            }
            await().until(() -> bed.server.stats().strangerBytes() == 0);
        }
    }

    @Test
    void aStrangerThatDoesNotReadIsClosedWhenALittleWaits() throws Exception {
        try (TestBed bed = bed();
                RawHttp http = bed.http()) {
            String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
            http.post(session, "40");
            http.get(session);
            String asking = "421[\"x\"]" + "\u001e421[\"x\"]".repeat(59);
            assertThat(http.post(session, asking).status()).isEqualTo(200);
            await().until(() -> bed.server.stats().sessions() == 0);
            assertThat(exceeded(bed, SocketIoLimit.STRANGER_BACKLOG)).isEqualTo(1);
            assertThat(bed.server.stats().strangerBytes()).isZero();
        }
    }

    @Test
    void aStrangerOnAWebSocketThatDoesNotReadIsClosedToo() throws Exception {
        try (TestBed bed = bed();
                RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            String filling = "x".repeat(1000);
            for (int i = 0; i < 20_000 && connection.isOpen(); i++) {
                connection.emit("x", filling);
            }
            await().until(() -> exceeded(bed, SocketIoLimit.STRANGER_BACKLOG) == 1);
            assertThat(socket.socket().isConnected()).isTrue();
        }
    }

    @Test
    void requestsBehindAPollThatWaitsAreFew() throws Exception {
        try (TestBed bed = bed();
                RawHttp http = bed.http()) {
            String poll = "GET " + TestBed.POLLING + "&sid=" + bed.pollingSession() + " HTTP/1.1\r\nHost: x\r\n\r\n";
            http.send((poll + poll + "GET / HTTP/1.1\r\n\r\n".repeat(2000)).getBytes(StandardCharsets.UTF_8));
            await().until(() -> bed.netty.channels().isEmpty());
            assertThat(exceeded(bed, SocketIoLimit.PIPELINE)).isEqualTo(1);
        }
    }

    @Test
    void eventsOfManyStrangersTakeLittleMemory() throws Exception {
        try (TestBed bed = bed()) {
            long before = LiveObjects.heapBytes();
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                RawWebSocket socket = bed.connected();
                for (int k = 0; k < 8; k++) {
                    socket.sendText("42[\"x\"," + "[".repeat(50) + "{},".repeat(600) + "{}" + "]".repeat(51));
                }
                sockets.add(socket);
            }
            await().until(() -> bed.server.stats().packetsReceived() >= 50 * 9);
            assertThat(LiveObjects.heapBytes() - before).isLessThan(5_000_000);
            for (RawWebSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
