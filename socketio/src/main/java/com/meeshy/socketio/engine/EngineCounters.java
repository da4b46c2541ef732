package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoStats;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// What an engine counts. Written by every event loop.
final class EngineCounters {

    final LongAdder sessions = new LongAdder();
    final LongAdder webSockets = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder superseded = new LongAdder();
    final LongAdder slowReaders = new LongAdder();
    private final Map<SocketIoLimit, LongAdder> exceeded = new EnumMap<>(SocketIoLimit.class);

    EngineCounters() {
        for (SocketIoLimit limit : SocketIoLimit.values()) {
            exceeded.put(limit, new LongAdder());
        }
    }

    LongAdder exceeded(SocketIoLimit limit) {
        return Objects.requireNonNull(exceeded.get(limit));
    }

    /// @param sent counted on each loop
    SocketIoStats read(long sent, Budget strangers, Budget unfinished) {
        Map<SocketIoLimit, Long> passed = new EnumMap<>(SocketIoLimit.class);
        exceeded.forEach((limit, count) -> passed.put(limit, count.sum()));
        return new SocketIoStats(
                sessions.intValue(),
                webSockets.intValue(),
                accepted.sum(),
                refused.sum(),
                received.sum(),
                sent,
                superseded.sum(),
                slowReaders.sum(),
                strangers.taken(),
                unfinished.taken(),
                passed);
    }
}
