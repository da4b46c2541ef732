package com.meeshy.presence.bench.load;

import org.jspecify.annotations.Nullable;

/// A coming or going of one person that the load caused, and the one before it.
///
/// @param number from 1; 0: nothing yet, the person is away
/// @param causedAt `System.nanoTime()` when the load began to act
record Edge(
        int number, boolean online, long causedAt, @Nullable Edge before) {
    static final Edge NONE = new Edge(0, false, 0, null);

    Edge next(boolean online, long now) {
        return new Edge(number + 1, online, now, new Edge(number, this.online, causedAt, null));
    }
}
