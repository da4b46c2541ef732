package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Presence depends on telling those who left from those who were lost.
class CloseReasonTest {

    /// One loop, so that what is sent first is served first.
    private final TestBed bed = new TestBed(TestBed.settings(), 1);

    @AfterEach
    void stop() {
        bed.close();
    }

    private CloseReason reason() throws InterruptedException {
        assertThat(bed.recorder.next()).isEqualTo("admit");
        assertThat(bed.recorder.next()).isEqualTo("connected");
        CloseReason reason = CloseReason.valueOf(bed.recorder.next().replace("disconnected ", ""));
        assertThat(bed.recorder.heard).isEmpty();
        assertThat(bed.server.connectionCount()).isZero();
        return reason;
    }

    @Test
    void aSocketIoDisconnectIsAGoodbye() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("41");
            assertThat(reason()).isEqualTo(CloseReason.CLIENT_DISCONNECT).matches(CloseReason::isGoodbye);
        }
    }

    @Test
    void anEngineCloseIsNoGoodbye() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("1");
            assertThat(reason()).isEqualTo(CloseReason.CLIENT_CLOSE).matches(reason -> !reason.isGoodbye());
            assertThat(socket.next()).isEqualTo("close:1000");
            assertThat(socket.next()).isEqualTo("eof");
        }
    }

    @Test
    void aCloseFrameIsAnsweredAndNoGoodbye() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendClose(1000);
            assertThat(reason()).isEqualTo(CloseReason.CLIENT_CLOSE).matches(reason -> !reason.isGoodbye());
            assertThat(socket.next()).isEqualTo("close:1000");
            assertThat(socket.next()).isEqualTo("eof");
        }
    }

    @Test
    void aCloseFrameOfAPageThatGoesAwayIsToldApart() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendClose(1001);
            assertThat(reason()).isEqualTo(CloseReason.CLIENT_GOING_AWAY).matches(reason -> !reason.isGoodbye());
            assertThat(socket.next()).isEqualTo("close:1001");
            assertThat(socket.next()).isEqualTo("eof");
        }
    }

    @Test
    void theEndOfTheConnectionWithoutACloseFrameIsALoss() throws Exception {
        bed.connected().close();
        assertThat(reason()).isEqualTo(CloseReason.TRANSPORT_LOST).matches(reason -> !reason.isGoodbye());
    }

    @Test
    void aResetIsALoss() throws Exception {
        bed.connected().reset();
        assertThat(reason()).matches(reason -> !reason.isGoodbye());
    }

    @Test
    void aDisconnectByTheApplicationTellsTheClientNotToComeBack() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            connection.emit("last");
            connection.disconnect();
            connection.emit("never");
            assertThat(socket.next()).isEqualTo("42[\"last\"]");
            assertThat(socket.next()).isEqualTo("41");
            assertThat(socket.next()).isEqualTo("close:1000");
            assertThat(reason()).isEqualTo(CloseReason.SERVER_DISCONNECT).matches(CloseReason::isGoodbye);
        }
    }

    @Test
    void aCloseByTheApplicationIsOfTheTransportOnly() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            connection.emit("last");
            connection.close(CloseReason.SERVER_SHUTDOWN);
            assertThat(socket.next()).isEqualTo("42[\"last\"]");
            assertThat(socket.next()).isEqualTo("close:1001");
            assertThat(reason()).isEqualTo(CloseReason.SERVER_SHUTDOWN).matches(reason -> !reason.isGoodbye());
        }
    }

    @Test
    void closingTheServerClosesEverybodyOnce() throws Exception {
        String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
        try (RawWebSocket socket = bed.connected();
                RawHttp poll = bed.http()) {
            poll.sendRequest("GET", session, new byte[0]);
            try (RawHttp http = bed.http()) {
                http.post(session, "3"); // so that the poll has surely been taken
            }
            bed.server.close();
            assertThat(socket.next()).isEqualTo("close:1001");
            assertThat(poll.answer().text()).isEqualTo("1");
            assertThat(reason()).isEqualTo(CloseReason.SERVER_SHUTDOWN);
            try (RawHttp http = bed.http()) {
                assertThat(http.get(TestBed.POLLING).status()).isEqualTo(503);
            }
        }
    }

    @Test
    void roomsAreStillKnownWhenTheEndIsTold() throws Exception {
        bed.recorder.onConnected = connection -> connection.join("a", "b");
        bed.recorder.onEvent = (connection, event) -> {};
        Connection connection;
        try (RawWebSocket socket = bed.connected()) {
            connection = bed.recorder.connection();
            socket.sendText("41");
            reason();
        }
        assertThat(connection.rooms()).containsExactly("a", "b");
        assertThat(connection.isOpen()).isFalse();
    }
}
