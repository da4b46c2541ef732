package com.meeshy.presence.live.authentication;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

/// Whom a limit for strangers counts: an IPv4 address, or of IPv6 the network of 64 bits, since whoever has one
/// address has all of it.
public final class ClientNetwork {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientNetwork() {}

    public static String of(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        return address == null ? client.getHostString() : of(address);
    }

    /// A proxy may write something else than an address, such as one with a port: then each text counts for
    /// itself.
    public static String of(String text) {
        try {
            return of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES
                ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : address.getHostAddress();
    }
}
