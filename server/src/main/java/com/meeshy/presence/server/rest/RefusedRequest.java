package com.meeshy.presence.server.rest;

import io.micronaut.http.HttpStatus;
import java.time.Duration;

/// A request that a controller will not do, on its way to [FailureAnswers]. Costs no stack trace.
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    /// Zero: waiting does not help.
    private final Duration wait;

    RefusedRequest(HttpStatus status, String code, String sentence) {
        this(status, code, sentence, Duration.ZERO);
    }

    private RefusedRequest(HttpStatus status, String code, String sentence, Duration wait) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.wait = wait;
    }

    /// @param wait how long until the same request may succeed
    static RefusedRequest tooMany(Duration wait, String sentence) {
        return new RefusedRequest(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED", sentence, wait);
    }

    static RefusedRequest invalid(String sentence) {
        return new RefusedRequest(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", sentence);
    }

    static RefusedRequest notFound(String sentence) {
        return new RefusedRequest(HttpStatus.NOT_FOUND, "NOT_FOUND", sentence);
    }

    static RefusedRequest denied(String sentence) {
        return new RefusedRequest(HttpStatus.FORBIDDEN, "PERMISSION_DENIED", sentence);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    /// How long until the same request may succeed; zero when waiting does not help.
    Duration waiting() {
        return wait;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
