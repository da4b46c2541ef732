package com.meeshy.presence.server.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Keeps a browser from keeping what changes. Outermost: refusals of other filters pass it too.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Caching {
    /// Files under this folder have their hash in their name.
    private static final String HASHED_FILES = "/assets/";

    @ResponseFilter
    void limit(HttpRequest<?> request, MutableHttpResponse<?> response) {
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
