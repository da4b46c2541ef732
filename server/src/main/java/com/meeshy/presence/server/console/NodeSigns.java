package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.server.wire.Moments;
import java.util.Comparator;
import java.util.List;

/// The leases of all nodes, as last read. Reading blocks, so a job does it and everybody else looks at its result.
public final class NodeSigns {
    private final NodeLeases leases;
    private final NodeId self;
    private volatile List<Figures.NodeSign> read = List.of();

    public NodeSigns(NodeLeases leases, NodeId self) {
        this.leases = leases;
        this.self = self;
    }

    /// @throws com.meeshy.presence.core.port.StoreException when they cannot be read; the former ones stay
    void read() {
        read = leases.all().entrySet().stream()
                .map(each -> new Figures.NodeSign(
                        each.getKey().value(),
                        Moments.text(each.getValue()),
                        each.getKey().equals(self)))
                .sorted(Comparator.comparing(Figures.NodeSign::node))
                .toList();
    }

    List<Figures.NodeSign> known() {
        return read;
    }

    String self() {
        return self.value();
    }
}
