package com.meeshy.presence.core.port;

/// A store could not answer now: the one unchecked type for all its input and output failures. The call may be
/// repeated.
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
