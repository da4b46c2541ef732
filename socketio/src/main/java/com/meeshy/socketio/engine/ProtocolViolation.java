package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;

/// What a client sent cannot be understood or is not allowed. Expected from strangers, so without a stack trace;
/// whoever catches it closes the session with the reason.
public final class ProtocolViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final CloseReason reason;

    public ProtocolViolation(String message) {
        this(message, CloseReason.PROTOCOL_VIOLATION);
    }

    public ProtocolViolation(String message, CloseReason reason) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public CloseReason reason() {
        return reason;
    }
}
