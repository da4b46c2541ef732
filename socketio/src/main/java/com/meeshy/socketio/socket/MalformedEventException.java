package com.meeshy.socketio.socket;

/// The arguments of an event are no JSON, or its attachments do not fit: the client broke the protocol. Passes
/// through the handler that asked for them, and carries no stack trace.
final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message, null, false, false);
    }
}
