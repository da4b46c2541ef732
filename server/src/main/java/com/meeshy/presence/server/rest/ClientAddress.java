package com.meeshy.presence.server.rest;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The address a limit is counted for: of IPv6 the network of 64 bits, since whoever has one has all of it.
public final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

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
            return network(
                    forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip());
        }
        InetAddress address = remote.getAddress();
        return address == null ? remote.getHostString() : network(address);
    }

    /// A proxy may write something else than an address, such as one with a port: then each text counts for
    /// itself.
    private static String network(String text) {
        try {
            return network(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES
                ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : address.getHostAddress();
    }
}
