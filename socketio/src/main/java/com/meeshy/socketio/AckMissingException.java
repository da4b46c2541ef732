package com.meeshy.socketio;

/// An acknowledgement that was waited for and will not come: the time is over, the connection has ended, or the
/// client owes too many already. An expected outcome, so it carries no stack trace.
public final class AckMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AckMissingException(String message) {
        super(message, null, false, false);
    }
}
