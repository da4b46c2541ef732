package com.meeshy.presence.server.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Headers that keep a browser from doing more than the page needs, and from keeping what changes.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class WebHeaders {
    /// Files under this folder have their hash in their name.
    private static final String HASHED_FILES = "/assets/";

    private static final String CONTENT_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:;"
                    + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @ResponseFilter
    void secure(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Content-Security-Policy", CONTENT_POLICY);
        response.getHeaders().remove(HttpHeaders.CACHE_CONTROL);
        response.header(HttpHeaders.CACHE_CONTROL, caching(request.getPath(), response.code()));
    }

    private static String caching(String path, int status) {
        if (path.startsWith(HASHED_FILES) && status < 300) {
            return "public, max-age=31536000, immutable";
        }
        return path.startsWith("/api/") || path.startsWith("/demo/") ? "no-store" : "no-cache";
    }
}
