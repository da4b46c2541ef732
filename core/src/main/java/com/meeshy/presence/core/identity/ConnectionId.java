package com.meeshy.presence.core.identity;

/// One Socket.IO socket on one node. Never reused, so a late close cannot remove a newer connection.
public record ConnectionId(NodeId node, long number) {
    @Override
    public String toString() {
        return node + "/" + number;
    }
}
