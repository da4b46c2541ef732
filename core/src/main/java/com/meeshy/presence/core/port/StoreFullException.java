package com.meeshy.presence.core.port;

/// A store has no room for what was to be written; what it holds can still be read.
public final class StoreFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
