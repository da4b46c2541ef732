package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import org.jspecify.annotations.Nullable;

/// What a client sent cannot be understood or is not allowed. Expected from strangers, so without a stack trace;
/// whoever catches it closes the session with the reason.
public final class ProtocolViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final CloseReason reason;
    private final @Nullable SocketIoLimit limit;

    public ProtocolViolation(String message) {
        this(message, CloseReason.PROTOCOL_VIOLATION);
    }

    ProtocolViolation(String message, CloseReason reason) {
        this(message, reason, null);
    }

    /// A limit is passed.
    public ProtocolViolation(String message, SocketIoLimit limit) {
        this(message, CloseReason.LIMIT_EXCEEDED, limit);
    }

    private ProtocolViolation(String message, CloseReason reason, @Nullable SocketIoLimit limit) {
        super(message, null, false, false);
        this.reason = reason;
        this.limit = limit;
    }

    public CloseReason reason() {
        return reason;
    }

    /// The limit that is passed, if it is one.
    public @Nullable SocketIoLimit limit() {
        return limit;
    }
}
