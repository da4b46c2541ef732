package com.meeshy.socketio;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final TestBed bed = new TestBed(TestBed.settings(), 3);
    private final Namespace namespace = bed.server.namespace("/");
    private final Map<RawWebSocket, Connection> sockets = new LinkedHashMap<>();

    @AfterEach
    void stop() throws Exception {
        for (RawWebSocket socket : sockets.keySet()) {
            socket.close();
        }
        bed.close();
    }

    private RawWebSocket member(String... rooms) throws Exception {
        RawWebSocket socket = bed.connected();
        Connection connection = bed.recorder.connection();
        sockets.put(socket, connection);
        connection.join(rooms);
        return socket;
    }

    /// What a client has heard up to a mark that is sent to it now.
    private String heardBy(RawWebSocket socket) throws Exception {
        requireNonNull(sockets.get(socket)).emit("mark");
        StringBuilder heard = new StringBuilder();
        for (String next = socket.next(); !next.equals("42[\"mark\"]"); next = socket.next()) {
            heard.append(next);
        }
        return heard.toString();
    }

    @Test
    void onlyTheMembersOfARoomHearWhatIsSaidThere() throws Exception {
        RawWebSocket a = member("a");
        RawWebSocket b = member("b");
        RawWebSocket nowhere = member();
        namespace.to("a").emit("x", 1);
        assertThat(heardBy(a)).isEqualTo("42[\"x\",1]");
        assertThat(heardBy(b)).isEmpty();
        assertThat(heardBy(nowhere)).isEmpty();
        namespace.broadcast().emit("all");
        for (RawWebSocket socket : List.of(a, b, nowhere)) {
            assertThat(heardBy(socket)).isEqualTo("42[\"all\"]");
        }
    }

    @Test
    void aMemberOfSeveralRoomsHearsOnce() throws Exception {
        RawWebSocket both = member("a", "b", "a");
        RawWebSocket one = member("b");
        namespace.to("a", "b").to("c", "a").emit("x");
        assertThat(heardBy(both)).isEqualTo("42[\"x\"]");
        assertThat(heardBy(one)).isEqualTo("42[\"x\"]");
    }

    @Test
    void someCanBeLeftOut() throws Exception {
        List<RawWebSocket> all = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawWebSocket socket = bed.connected();
            all.add(socket);
            Connection connection = bed.recorder.connection();
            sockets.put(socket, connection);
            connection.attach(i);
            connection.join("a");
            connections.add(connection);
        }
        namespace
                .to("a")
                .except(connections.get(0))
                .except(other -> Integer.valueOf(1).equals(other.attachment()))
                .emit("x");
        assertThat(heardBy(all.get(0))).isEmpty();
        assertThat(heardBy(all.get(1))).isEmpty();
        assertThat(heardBy(all.get(2))).isEqualTo("42[\"x\"]");
    }

    @Test
    void eachCanBeToldWhatIsItsOwn() throws Exception {
        RawWebSocket both = member("a", "b");
        RawWebSocket one = member("b");
        RawWebSocket none = member("c");
        namespace.to("a", "b", "c").emitEach("x", connection -> {
            List<String> its = List.of("a", "b").stream()
                    .filter(connection.rooms()::contains)
                    .toList();
            return its.isEmpty() ? null : its;
        });
        assertThat(heardBy(both)).isEqualTo("42[\"x\",[\"a\",\"b\"]]");
        assertThat(heardBy(one)).isEqualTo("42[\"x\",[\"b\"]]");
        assertThat(heardBy(none)).isEmpty();
    }

    @Test
    void whoHasLeftARoomHearsNoMore() throws Exception {
        RawWebSocket first = bed.connected();
        Connection connection = bed.recorder.connection();
        sockets.put(first, connection);
        connection.join("a", "b", "c");
        RawWebSocket second = member("a", "b");
        connection.leave("a", "never");
        namespace.to("a").emit("x");
        assertThat(heardBy(first)).isEmpty();
        assertThat(heardBy(second)).isEqualTo("42[\"x\"]");
        assertThat(connection.rooms()).containsExactlyInAnyOrder("b", "c");
        namespace.to("b").emit("y");
        assertThat(heardBy(first)).isEqualTo("42[\"y\"]");
        first.sendText("41");
        bed.recorder.next();
        namespace.to("b").emit("z");
        assertThat(heardBy(second)).isEqualTo("42[\"y\"]42[\"z\"]");
    }

    @Test
    void everyTransportAndProtocolGetsTheSameEvent() throws Exception {
        bed.recorder.onConnected = connection -> connection.join("a");
        RawWebSocket four = member();
        try (RawWebSocket three = bed.webSocket(TestBed.WEBSOCKET3);
                RawHttp http = bed.http()) {
            three.next();
            three.next();
            String opened = http.get(TestBed.POLLING3 + "&b64=1").text();
            String session3 = TestBed.POLLING3 + "&sid=" + TestBed.sid(opened.substring(opened.indexOf('{')));
            String session4 = TestBed.POLLING + "&sid=" + bed.pollingSession();
            http.post(session4, "40");
            http.get(session4);
            Map<String, Object> payload = Map.of("é", new byte[] {1});
            namespace.to("a").emit("x", payload);
            String text = "451-[\"x\",{\"é\":{\"_placeholder\":true,\"num\":0}}]";
            assertThat(heardBy(four)).isEqualTo(text + "hex:01");
            assertThat(three.next()).isEqualTo(text);
            assertThat(three.next()).isEqualTo("hex:0401");
            assertThat(http.get(session4).text()).isEqualTo(text + "\u001ebAQ==");
            assertThat(http.get(session3).text()).isEqualTo(text.length() + ":" + text + "6:b4AQ==");
        }
    }

    @Test
    void eventsOfOneThreadArriveInOrderFromWhereverTheyAreEmitted() throws Exception {
        RawWebSocket socket = member("a");
        Thread emitter = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 500; i++) {
                namespace.to("a").emit("n", i);
            }
        });
        for (int i = 0; i < 500; i++) {
            assertThat(socket.next()).isEqualTo("42[\"n\"," + i + "]");
        }
        emitter.join();
    }

    @Test
    void aLongEventArrivesWhole() throws Exception {
        RawWebSocket socket = member("a");
        for (int length : List.of(100, 125, 126, 200, 65_530, 65_536, 300_000)) {
            String text = "x".repeat(length);
            namespace.to("a").emit("e", text);
            assertThat(socket.next()).isEqualTo("42[\"e\",\"" + text + "\"]");
        }
    }

    @Test
    void everyConnectionCanBeVisited() throws Exception {
        RawWebSocket one = member();
        RawWebSocket two = member();
        namespace.forEach(connection -> connection.emit("hello"));
        assertThat(one.next()).isEqualTo("42[\"hello\"]");
        assertThat(two.next()).isEqualTo("42[\"hello\"]");
        assertThat(namespace.connectionCount()).isEqualTo(2);
    }
}
