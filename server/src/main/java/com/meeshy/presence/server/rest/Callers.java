package com.meeshy.presence.server.rest;

import io.micronaut.http.HttpRequest;

/// Who sent a request, for those outside who need no more than that.
public final class Callers {
    private Callers() {}

    /// Whether the door has let somebody in by a credential.
    public static boolean isKnown(HttpRequest<?> request) {
        return request.getAttribute(AccessFilter.CALLER).isPresent()
                || request.getAttribute(AccessFilter.BY_KEY).isPresent();
    }
}
