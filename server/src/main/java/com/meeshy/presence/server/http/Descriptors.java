package com.meeshy.presence.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How many connections the process has descriptors for.
final class Descriptors {
    /// Where nothing is known of descriptors.
    private static final int UNKNOWN = 10_000;

    /// For files, the database and the nodes: at least so many, and a fiftieth.
    private static final int LEAST_KEPT = 64;

    private static final int PART_KEPT = 50;

    private Descriptors() {}

    /// Connections there is room for, from now on.
    static int forConnections() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return UNKNOWN;
        }
        long most = system.getMaxFileDescriptorCount();
        long kept = system.getOpenFileDescriptorCount() + Math.max(LEAST_KEPT, most / PART_KEPT);
        return Math.clamp(most - kept, 1, Integer.MAX_VALUE);
    }
}
