package com.meeshy.socketio.client;

/// The server does not let this client into the namespace. The message is the server's own sentence.
public final class ConnectRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    ConnectRefused(String message, String code) {
        super(message);
        this.code = code;
    }

    /// The server's code; empty when it gave none.
    public String code() {
        return code;
    }
}
