package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoStats;
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

    /// @param sent counted on each loop
    SocketIoStats read(long sent) {
        return new SocketIoStats(
                sessions.intValue(),
                webSockets.intValue(),
                accepted.sum(),
                refused.sum(),
                received.sum(),
                sent,
                superseded.sum(),
                slowReaders.sum());
    }
}
