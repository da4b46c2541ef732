package com.meeshy.socketio.socket;

import java.util.ArrayList;
import java.util.List;

/// A client whose admission to a namespace is being decided. What it sends meanwhile is held, within a bound.
final class Candidate {

    private static final int MAX_HELD = 32;

    private final SocketConnection connection;
    private List<SocketPacket> held = List.of();

    Candidate(SocketConnection connection) {
        this.connection = connection;
    }

    SocketConnection connection() {
        return connection;
    }

    /// False when too much is held already.
    boolean hold(SocketPacket packet) {
        if (held.isEmpty()) {
            held = new ArrayList<>(2);
        }
        return held.size() < MAX_HELD && held.add(packet);
    }

    List<SocketPacket> held() {
        return held;
    }
}
