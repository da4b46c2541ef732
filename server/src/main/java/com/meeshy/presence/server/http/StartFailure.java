package com.meeshy.presence.server.http;

/// The server did not start. The message is one sentence for the operator.
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
