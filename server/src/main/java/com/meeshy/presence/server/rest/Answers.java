package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.wire.WholeSeconds;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/// The envelopes of SPEC §5.
final class Answers {
    private static final String RETRY_SECONDS = "1";

    private Answers() {}

    /// What went well.
    record Success<T>(boolean success, T data) {
        static <T> Success<T> of(T data) {
            return new Success<>(true, data);
        }
    }

    /// What did not.
    record Failure(boolean success, String error, String code) {}

    /// The historic form of a refused caller, without `success`.
    record AccessFailure(String error, String code) {}

    static <T> MutableHttpResponse<Success<T>> created(T data) {
        return HttpResponse.created(Success.of(data));
    }

    static MutableHttpResponse<Object> failure(HttpStatus status, String code, String sentence) {
        MutableHttpResponse<Object> answer = HttpResponse.status(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(new Failure(false, sentence, code));
    }

    /// @param wait how long until the same request may succeed
    static MutableHttpResponse<Object> tooMany(Duration wait, String sentence) {
        return failure(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMITED", sentence)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(WholeSeconds.of(wait)));
    }

    static MutableHttpResponse<Object> nothingAt(String path) {
        return failure(HttpStatus.NOT_FOUND, "NOT_FOUND", nothingThere(path));
    }

    static String nothingThere(String path) {
        return "There is nothing at " + (path.length() <= 100 ? path : path.substring(0, 100) + "…") + ".";
    }

    static MutableHttpResponse<Object> triedTooOften(Duration wait) {
        return tooMany(wait, "Too many wrong credentials from this address: wait as long as Retry-After says.");
    }

    static MutableHttpResponse<Object> accessFailure(HttpStatus status, String code, String error) {
        MutableHttpResponse<Object> answer = HttpResponse.status(status);
        return answer.body(new AccessFailure(error, code));
    }
}
