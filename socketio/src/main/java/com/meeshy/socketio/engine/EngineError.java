package com.meeshy.socketio.engine;

import io.netty.handler.codec.http.HttpResponseStatus;

/// Why a request is turned away: the codes and words that official clients know, and how HTTP says it.
enum EngineError {
    UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
    UNKNOWN_SESSION(1, "Session ID unknown", 400),
    BAD_METHOD(2, "Bad handshake method", 400),
    BAD_REQUEST(3, "Bad request", 400),
    FORBIDDEN(4, "Forbidden", 403),
    UNSUPPORTED_PROTOCOL(5, "Unsupported protocol version", 400),
    TOO_MANY(4, "Too many connections", 429),
    STOPPING(4, "Server is stopping", 503);

    private final int code;
    private final String message;
    private final int status;

    EngineError(int code, String message, int status) {
        this.code = code;
        this.message = message;
        this.status = status;
    }

    HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    String json() {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
