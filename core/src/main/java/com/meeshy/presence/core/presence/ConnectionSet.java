package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import java.util.HashSet;
import java.util.Set;

/// Sets of connections in little memory: most people have one or none.
final class ConnectionSet {
    private ConnectionSet() {}

    static Set<ConnectionId> with(Set<ConnectionId> connections, ConnectionId connection) {
        if (connections.isEmpty()) {
            return Set.of(connection);
        }
        Set<ConnectionId> more = new HashSet<>(connections);
        more.add(connection);
        return Set.copyOf(more);
    }

    static Set<ConnectionId> without(Set<ConnectionId> connections, ConnectionId connection) {
        if (connections.size() == 1) {
            return Set.of();
        }
        Set<ConnectionId> fewer = new HashSet<>(connections);
        fewer.remove(connection);
        return Set.copyOf(fewer);
    }
}
