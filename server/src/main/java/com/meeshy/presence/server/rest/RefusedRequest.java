package com.meeshy.presence.server.rest;

import io.micronaut.http.HttpStatus;

/// A request that a controller will not do, on its way to [FailureAnswers]. Costs no stack trace.
final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;

    RefusedRequest(HttpStatus status, String code, String sentence) {
        super(sentence, null, false, false);
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
