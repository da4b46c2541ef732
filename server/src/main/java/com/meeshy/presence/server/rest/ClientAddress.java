package com.meeshy.presence.server.rest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The address a limit is counted for.
public final class ClientAddress {
    private final boolean trustProxy;

    /// @param trustProxy whether a proxy in front tells the address in `X-Forwarded-For`; without one anybody could
    public ClientAddress(boolean trustProxy) {
        this.trustProxy = trustProxy;
    }

    /// @param forwardedFor the header, or null; its last entry is the one that our own proxy wrote
    public String of(InetSocketAddress remote, @Nullable String forwardedFor) {
        if (trustProxy && forwardedFor != null && !forwardedFor.isBlank()) {
            return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
        }
        InetAddress address = remote.getAddress();
        return address == null ? remote.getHostString() : address.getHostAddress();
    }
}
