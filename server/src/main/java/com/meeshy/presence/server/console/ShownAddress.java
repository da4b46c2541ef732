package com.meeshy.presence.server.console;

import java.net.Inet6Address;
import java.net.InetAddress;

/// An address as operators see it: enough to tell a network, not enough to follow a person.
final class ShownAddress {
    private static final int IPV6_GROUPS = 3;

    private ShownAddress() {}

    /// Such as `203.0.113.x` or `2001:db8:1::x`.
    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            StringBuilder shown = new StringBuilder();
            for (int group = 0; group < IPV6_GROUPS; group++) {
                int value = (bytes[2 * group] & 0xff) << 8 | (bytes[2 * group + 1] & 0xff);
                shown.append(Integer.toHexString(value)).append(':');
            }
            return shown.append(":x").toString();
        }
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".x";
    }
}
