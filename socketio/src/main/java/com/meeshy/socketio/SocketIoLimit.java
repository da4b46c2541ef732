package com.meeshy.socketio;

/// A limit of the server that somebody has passed: see [SocketIoStats#exceeded()] and
/// [SocketIoServer#whenExceeded].
public enum SocketIoLimit {
    /// The size of one message or polling body.
    PAYLOAD,
    /// Packets per second.
    PACKETS,
    /// Sessions of one address open at one time.
    SESSIONS,
    /// Handshakes of one address per second, and CONNECTs of clients that knock again and again on one session.
    HANDSHAKES,
    /// Binary attachments of one packet.
    ATTACHMENTS,
    /// What one stranger may make the server keep of what it sends.
    STRANGER_BYTES,
    /// What may wait for one stranger that does not read.
    STRANGER_BACKLOG,
    /// What all strangers together, or those of one address, may make the server keep.
    STRANGERS_TOGETHER,
    /// Events held for one connection; what is over is refused and the connection goes on.
    HELD_EVENTS,
    /// Messages of all trusted connections that have not come whole.
    UNFINISHED_TOGETHER,
    /// The time for a message to come whole.
    MESSAGE_TIME,
    /// HTTP requests on one connection sent without waiting for the answers before.
    PIPELINE
}
