package com.meeshy.presence.core.identity;

/// One running gateway process. Unique among living and recently dead nodes: a restart is a new node.
public record NodeId(String value) {
    public NodeId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a node id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
