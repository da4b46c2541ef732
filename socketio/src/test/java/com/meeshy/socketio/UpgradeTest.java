package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    private String connected() throws Exception {
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.post(TestBed.POLLING + "&sid=" + sid, "40");
            http.get(TestBed.POLLING + "&sid=" + sid);
        }
        return "&sid=" + sid;
    }

    private RawWebSocket probed(String sid) throws Exception {
        RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET + sid);
        socket.sendText("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        return socket;
    }

    @Test
    void aPollThatWaitsIsLetGoWhenTheWebSocketProbes() throws Exception {
        String sid = connected();
        try (RawHttp poll = bed.http()) {
            poll.sendRequest("GET", TestBed.POLLING + sid, new byte[0]);
            try (RawWebSocket socket = probed(sid)) {
                assertThat(poll.answer().text()).isEqualTo("6");
                socket.sendText("5");
                socket.sendText("42[\"x\"]");
                assertThat(socket.next()).isEqualTo("42[\"x\"]");
                assertThat(bed.recorder.connection().transport()).isEqualTo("websocket");
                assertThat(bed.server.stats().webSockets()).isEqualTo(1);
            }
        }
    }

    @Test
    void nothingIsLostOrDoubledWhileTheTransportChanges() throws Exception {
        String sid = connected();
        Connection connection = bed.recorder.connection();
        List<String> got = new ArrayList<>();
        int sent = 0;
        try (RawHttp http = bed.http()) {
            connection.emit("n", sent++);
            try (RawWebSocket socket = probed(sid)) {
                connection.emit("n", sent++);
                got.addAll(List.of(http.get(TestBed.POLLING + sid).text().split("\u001e")));
                connection.emit("n", sent++);
                connection.emit("n", sent++);
                socket.sendText("5");
                connection.emit("n", sent++);
                while (got.size() < sent) {
                    got.add(socket.next());
                }
                socket.sendText("42[\"end\"]");
                assertThat(socket.next()).isEqualTo("42[\"end\"]");
            }
        }
        assertThat(got).containsExactly("42[\"n\",0]", "42[\"n\",1]", "42[\"n\",2]", "42[\"n\",3]", "42[\"n\",4]");
    }

    @Test
    void aWebSocketAcceptedOnAnotherEventLoopMovesToThatOfItsSession() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        bed.recorder.onConnected = connection -> threads.add(Thread.currentThread());
        // With two loops taken in turn, sessions and their upgrades fall on different loops in some rounds.
        for (int round = 0; round < 6; round++) {
            threads.clear();
            bed.recorder.onEvent = (connection, event) -> {
                threads.add(Thread.currentThread());
                connection.emit("back");
            };
            String sid = connected();
            if (round % 2 == 0) {
                bed.http().close(); // takes its turn, so that the next falls on the other loop
            }
            try (RawWebSocket socket = probed(sid)) {
                socket.sendText("5");
                socket.sendText("42[\"go\"]");
                assertThat(socket.next()).isEqualTo("42[\"back\"]");
                assertThat(threads).hasSize(1);
                assertThat(bed.netty.channels().stream()
                                .filter(channel -> channel.pipeline().get("wsdecoder") != null)
                                .allMatch(channel -> threads.stream()
                                        .allMatch(thread -> channel.eventLoop().inEventLoop(thread))))
                        .isTrue();
            }
            assertThat(bed.recorder.connection()).isNotNull();
        }
    }

    @Test
    void pollsAndWebSocketsWithTheSameIdAreIgnoredAfterAnUpgrade() throws Exception {
        String sid = connected();
        try (RawWebSocket socket = probed(sid);
                RawHttp http = bed.http()) {
            socket.sendText("5");
            socket.sendText("42[\"up\"]");
            assertThat(socket.next()).isEqualTo("42[\"up\"]");
            assertThat(http.get(TestBed.POLLING + sid).status()).isEqualTo(400);
            assertThat(http.post(TestBed.POLLING + sid, "41").status()).isEqualTo(400);
            try (RawWebSocket second = bed.webSocket(TestBed.WEBSOCKET + sid)) {
                assertThat(second.next()).isEqualTo("eof");
            }
            socket.sendText("42[\"x\"]");
            assertThat(socket.next()).isEqualTo("42[\"x\"]");
        }
    }

    @Test
    void aWebSocketThatProbesBadlyDoesTheSessionNoHarm() throws Exception {
        String sid = connected();
        for (String bad : List.of("5", "42[\"x\"]", "2", "", "2other")) {
            try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET + sid)) {
                socket.sendText(bad);
                assertThat(socket.next()).isEqualTo("close:1002");
            }
        }
        try (RawWebSocket socket = probed(sid)) {
            socket.sendText("5");
            socket.sendText("42[\"x\"]");
            assertThat(socket.next()).isEqualTo("42[\"x\"]");
        }
    }

    @Test
    void aWebSocketThatNeverFinishesItsUpgradeIsClosed() throws Exception {
        SocketIoSettings.Timing timing = TestBed.settings().timing();
        SocketIoSettings settings = TestBed.settings()
                .withTiming(new SocketIoSettings.Timing(
                        timing.pingInterval(), timing.pingTimeout(), timing.connectTimeout(), Duration.ofMillis(100)));
        try (TestBed hasty = new TestBed(settings);
                RawHttp http = hasty.http()) {
            String session = TestBed.POLLING + "&sid=" + hasty.pollingSession();
            try (RawWebSocket socket = hasty.webSocket(session.replace("polling", "websocket"))) {
                socket.sendText("2probe");
                assertThat(socket.next()).isEqualTo("3probe");
                assertThat(socket.next()).isEqualTo("close:1002");
            }
            assertThat(http.post(session, "40").text()).isEqualTo("ok");
            assertThat(http.get(session).text()).startsWith("40");
        }
    }

    @Test
    void onlyOneWebSocketMayTryAtATime() throws Exception {
        String sid = connected();
        try (RawWebSocket first = probed(sid);
                RawWebSocket second = bed.webSocket(TestBed.WEBSOCKET + sid)) {
            assertThat(second.next()).isEqualTo("eof");
            first.sendText("5");
            first.sendText("42[\"x\"]");
            assertThat(first.next()).isEqualTo("42[\"x\"]");
        }
    }
}
