package com.meeshy.socketio;

/// Why a connection ended, and so whether its client meant to go.
///
/// Only a Socket.IO DISCONNECT is a goodbye, whichever side sent it: its receiver does not come back by itself.
/// Whatever else ends a line says nothing about the client, which may well be back in a moment: browsers close
/// properly when the network goes away, when a page is loaded anew, and when they missed a heartbeat.
public enum CloseReason {
    /// The client sent a Socket.IO DISCONNECT packet.
    CLIENT_DISCONNECT(1000, "client namespace disconnect"),
    /// The client sent an Engine.IO close packet or a WebSocket close frame.
    CLIENT_CLOSE(1000, "transport close"),
    /// The client sent a WebSocket close frame with code 1001: its page goes away, or is loaded anew.
    CLIENT_GOING_AWAY(1001, "client going away"),
    /// The application called [Connection#disconnect()].
    SERVER_DISCONNECT(1000, "server namespace disconnect"),
    /// The application called [Connection#close(CloseReason)] for a reason of its own.
    SERVER_CLOSE(1000, "forced close"),
    /// The server is going away. Clients come back by themselves, to another node or to the next process.
    SERVER_SHUTDOWN(1001, "server shutting down"),
    /// No heartbeat came in time.
    PING_TIMEOUT(1001, "ping timeout"),
    /// The TCP connection ended without a goodbye, or a poll was cut off.
    TRANSPORT_LOST(1001, "transport lost"),
    /// The TCP connection failed, e.g. was reset.
    TRANSPORT_ERROR(1011, "transport error"),
    /// The client did not read and its outgoing queue passed the limit. It is told to try again.
    SLOW_READER(1013, "slow reader"),
    /// The client sent what the protocol forbids.
    PROTOCOL_VIOLATION(1002, "protocol violation"),
    /// The client passed one of the limits: packet size, packets per second, attachments.
    LIMIT_EXCEEDED(1008, "limit exceeded"),
    /// The client entered no namespace within the connect timeout, or was refused. Never seen by a handler.
    NOT_CONNECTED(1008, "no namespace entered");

    private final int webSocketCode;
    private final String text;

    CloseReason(int webSocketCode, String text) {
        this.webSocketCode = webSocketCode;
        this.text = text;
    }

    /// Whether somebody decided that the client goes: it or the application.
    public boolean isGoodbye() {
        return this == CLIENT_DISCONNECT || this == SERVER_DISCONNECT;
    }

    /// Whether the client itself told of the end, so that it was heard in that moment.
    public boolean isToldByClient() {
        return this == CLIENT_DISCONNECT || this == CLIENT_CLOSE || this == CLIENT_GOING_AWAY;
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
