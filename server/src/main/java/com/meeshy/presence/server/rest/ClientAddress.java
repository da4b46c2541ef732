package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.authentication.ClientNetwork;
import io.micronaut.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The [ClientNetwork] that a request comes from.
public final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";

    private final boolean trustProxy;

    /// @param trustProxy whether a proxy in front tells the address in `X-Forwarded-For`; without one anybody
    ///     could
    public ClientAddress(boolean trustProxy) {
        this.trustProxy = trustProxy;
    }

    String of(HttpRequest<?> request) {
        List<String> forwarded = request.getHeaders().getAll(FORWARDED);
        return of(request.getRemoteAddress(), forwarded.isEmpty() ? null : forwarded.getLast());
    }

    /// @param forwardedFor the last header of that name, or null; its last entry is the one that our own proxy
    ///     wrote, while a client may have written those before
    public String of(InetSocketAddress remote, @Nullable String forwardedFor) {
        if (trustProxy && forwardedFor != null && !forwardedFor.isBlank()) {
            return ClientNetwork.of(
                    forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip());
        }
        return ClientNetwork.of(remote);
    }
}
