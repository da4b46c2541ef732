package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The defects that other Socket.IO servers for Java have, one test each.
class KnownDefectsTest {

    @Test
    void aCookieDoesNotTakeOverASession() throws Exception {
        try (TestBed bed = new TestBed()) {
            String sid = bed.pollingSession();
            try (RawHttp victim = bed.http();
                    RawHttp thief = bed.http();
                    RawWebSocket webSocket = bed.webSocket(TestBed.WEBSOCKET, "Cookie: io=" + sid + "; sid=" + sid)) {
                victim.post(TestBed.POLLING + "&sid=" + sid, "40");
                victim.get(TestBed.POLLING + "&sid=" + sid);
                Connection connection = bed.recorder.connection();
                String answer = thief.get(TestBed.POLLING, "Cookie: io=" + sid + "; sid=" + sid, "X-Sid: " + sid)
                        .text();
                assertThat(answer).startsWith("0{").doesNotContain(sid);
                assertThat(webSocket.next()).startsWith("0{").doesNotContain(sid);
                connection.emit("secret");
                assertThat(victim.get(TestBed.POLLING + "&sid=" + sid).text()).isEqualTo("42[\"secret\"]");
            }
        }
    }

    @Test
    void aRefusedClientIsNotServedAndNotKept() throws Exception {
        SocketIoSettings settings = TestBed.settings().withConnectTimeout(Duration.ofSeconds(2));
        try (TestBed bed = new TestBed(settings)) {
            bed.recorder.admission = handshake -> CompletableFuture.completedFuture(Admission.refused("no"));
            try (RawWebSocket socket = bed.opened();
                    RawWebSocket talkative = bed.opened();
                    RawWebSocket old = bed.webSocket(TestBed.WEBSOCKET3)) {
                socket.sendText("40");
                assertThat(socket.next()).isEqualTo("44{\"message\":\"no\"}");
                talkative.sendText("40");
                assertThat(talkative.next()).isEqualTo("44{\"message\":\"no\"}");
                old.next();
                assertThat(old.next()).isEqualTo("44\"no\"");
                bed.server.namespace("/").broadcast().emit("secret");
                talkative.sendText("42[\"x\"]");
                assertThat(talkative.next()).isEqualTo("close:1002");
                assertThat(socket.next()).isEqualTo("close:1008");
                assertThat(old.next()).isEqualTo("close:1008");
            }
            assertThat(bed.recorder.heard).containsOnly("admit");
            await().until(() -> LiveObjects.count("com.meeshy.socketio.engine.EngineSession") == 0);
        }
    }

    @Test
    void aMemberOfTwoRoomsHearsAnEventOnce() throws Exception {
        try (TestBed bed = new TestBed(TestBed.settings(), 3)) {
            bed.recorder.onConnected = connection -> connection.join("a", "b", "c");
            List<RawWebSocket> members = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                members.add(bed.connected());
            }
            bed.server.namespace("/").to("a", "b", "c").emit("once");
            bed.server.namespace("/").broadcast().emit("end");
            for (RawWebSocket member : members) {
                assertThat(member.next()).isEqualTo("42[\"once\"]");
                assertThat(member.next()).isEqualTo("42[\"end\"]");
                member.close();
            }
        }
    }

    @Test
    void aPollingClientLosesNothingAndGetsNothingTwice() throws Exception {
        int count = 5000;
        try (TestBed bed = new TestBed();
                RawHttp http = bed.http()) {
            String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
            http.post(session, "40");
            http.get(session);
            Connection connection = bed.recorder.connection();
            Thread emitter = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < count; i++) {
                    connection.emit("n", i);
                }
            });
            List<String> got = new ArrayList<>();
            while (got.size() < count) {
                got.addAll(List.of(http.get(session).text().split("\u001e")));
            }
            emitter.join();
            assertThat(got)
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .mapToObj(i -> "42[\"n\"," + i + "]")
                            .toList());
        }
    }

    @Test
    void abandonedHandshakesLeaveNothingBehind() throws Exception {
        SocketIoSettings settings = SocketIoSettings.defaults()
                .withConnectTimeout(Duration.ofMillis(300))
                .withAddressLimits(new AddressLimits(10_000, 10_000, 10_000));
        try (TestBed bed = new TestBed(settings)) {
            try (RawHttp http = bed.http()) {
                for (int i = 0; i < 2000; i++) {
                    assertThat(http.get(TestBed.POLLING).status()).isEqualTo(200);
                }
            }
            List<RawWebSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sockets.add(bed.opened());
            }
            for (RawWebSocket socket : sockets) {
                assertThat(socket.next()).isEqualTo("close:1008");
                socket.close();
            }
            await().until(() -> bed.server.stats().sessions() == 0);
            for (String type : List.of("EngineSession", "OpeningRequest", "Backlog", "AddressBook$Account")) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> LiveObjects.count("com.meeshy.socketio.engine." + type) == 0);
            }
        }
    }
}
