package com.meeshy.socketio;

/// Why a connection ended, and so whether its client meant to go.
///
/// A close is *clean* when either side said goodbye: the client by a Socket.IO DISCONNECT, an Engine.IO close or
/// a WebSocket close frame, the server because the application asked. It is *lost* when the client has vanished
/// or was cut off by a rule of the transport: nobody decided that it should go and it may well be back in a
/// moment.
public enum CloseReason {
    /// The client sent a Socket.IO DISCONNECT packet.
    CLIENT_DISCONNECT(true, 1000, "client namespace disconnect"),
    /// The client sent an Engine.IO close packet or a WebSocket close frame.
    CLIENT_CLOSE(true, 1000, "transport close"),
    /// The application called [Connection#disconnect()].
    SERVER_DISCONNECT(true, 1000, "server namespace disconnect"),
    /// The application called [Connection#close(CloseReason)] for a reason of its own.
    SERVER_CLOSE(true, 1000, "forced close"),
    /// The server is going away. Clients come back by themselves, to another node or to the next process.
    SERVER_SHUTDOWN(true, 1001, "server shutting down"),
    /// No heartbeat came in time.
    PING_TIMEOUT(false, 1001, "ping timeout"),
    /// The TCP connection ended without a goodbye, or a poll was cut off.
    TRANSPORT_LOST(false, 1001, "transport lost"),
    /// The TCP connection failed, e.g. was reset.
    TRANSPORT_ERROR(false, 1011, "transport error"),
    /// The client did not read and its outgoing queue passed the limit. It is told to try again.
    SLOW_READER(false, 1013, "slow reader"),
    /// The client sent what the protocol forbids.
    PROTOCOL_VIOLATION(false, 1002, "protocol violation"),
    /// The client passed one of the limits: packet size, packets per second, attachments.
    LIMIT_EXCEEDED(false, 1008, "limit exceeded"),
    /// The client entered no namespace within the connect timeout, or was refused. Never seen by a handler.
    NOT_CONNECTED(true, 1008, "no namespace entered");

    private final boolean clean;
    private final int webSocketCode;
    private final String text;

    CloseReason(boolean clean, int webSocketCode, String text) {
        this.clean = clean;
        this.webSocketCode = webSocketCode;
        this.text = text;
    }

    /// Whether somebody decided this end, client or application. False: the client was lost and may be back soon.
    public boolean clean() {
        return clean;
    }

    /// The status code of the close frame that a WebSocket client gets, where it still can get one.
    public int webSocketCode() {
        return webSocketCode;
    }

    /// A few plain words for logs and close frames.
    public String text() {
        return text;
    }
}
