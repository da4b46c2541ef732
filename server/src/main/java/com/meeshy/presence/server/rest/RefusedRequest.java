package com.meeshy.presence.server.rest;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that a controller will not do, on its way to [FailureAnswers]. Costs no stack trace.
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final @Nullable Duration wait;

    RefusedRequest(HttpStatus status, String code, String sentence) {
        this(status, code, sentence, null);
    }

    private RefusedRequest(HttpStatus status, String code, String sentence, @Nullable Duration wait) {
        super(sentence, null, false, false);
        this.wait = wait;
        this.status = status;
        this.code = code;
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

    /// @param wait how long until the same request may succeed
    static RefusedRequest tooMany(Duration wait, String sentence) {
        return new RefusedRequest(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED", sentence, wait);
    }

    /// How long until the same request may succeed; null when waiting does not help.
    @Nullable
    Duration waitTime() {
        return wait;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
