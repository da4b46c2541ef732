package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.NodeLeases;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Signs of life in a table of their own. With one process to a file there is mostly one row, and the row of the
/// process before, if that one died.
final class SqliteNodeLeases implements NodeLeases {
    private static final String RENEW = """
            INSERT INTO NodeLease (node, renewedAt) VALUES (?, ?)
            ON CONFLICT (node) DO UPDATE SET renewedAt = excluded.renewedAt""";

    private static final String RELEASE = "DELETE FROM NodeLease WHERE node = ?";

    private static final String ALL = "SELECT node, renewedAt FROM NodeLease";

    private final SqliteAccess database;

    SqliteNodeLeases(SqliteAccess database) {
        this.database = database;
    }

    private record Lease(NodeId node, Instant renewedAt) {}

    @Override
    public void renew(NodeId node, Instant at) {
        database.write(session -> session.change(RENEW, node.value(), at));
    }

    @Override
    public void release(NodeId node) {
        database.write(session -> session.change(RELEASE, node.value()));
    }

    @Override
    public Map<NodeId, Instant> all() {
        return database.read(session -> {
            Map<NodeId, Instant> leases = new HashMap<>();
            session.list(ALL, row -> new Lease(new NodeId(row.text("node")), row.moment("renewedAt")))
                    .forEach(lease -> leases.put(lease.node(), lease.renewedAt()));
            return leases;
        });
    }
}
