package com.meeshy.socketio;

import org.jspecify.annotations.Nullable;

/// What may be left out for a client that reads more slowly than it is written to. Asked only while messages wait.
@FunctionalInterface
public interface SlowReaderPolicy {

    /// The newest event with a key replaces the one with an equal key that still waits. The default.
    SlowReaderPolicy LATEST_PER_KEY = key -> key;

    /// Nothing is left out. The client is closed when the limit is passed.
    SlowReaderPolicy KEEP_EVERYTHING = key -> null;

    /// The slot that an event emitted with `key` takes among those waiting: an older event in an equal slot is
    /// left out. Null for a place of its own. Called on the event loop.
    @Nullable
    Object slotOf(Object key);
}
