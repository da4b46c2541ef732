package com.meeshy.presence.bench.fanout;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// What arrived on one event loop. Written by that loop alone.
final class Tally {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final EventExecutor loop;
    private final AtomicLong delivered = new AtomicLong();
    private final Histogram latencies = new Histogram(LONGEST, 3);

    Tally(EventExecutor loop) {
        this.loop = loop;
    }

    EventExecutor loop() {
        return loop;
    }

    void arrived(long latencyNanos) {
        delivered.lazySet(delivered.getPlain() + 1);
        latencies.recordValue(Math.clamp(latencyNanos, 0, LONGEST));
    }

    long delivered() {
        return delivered.get();
    }

    void moveTo(Histogram all) {
        synchronized (all) {
            all.add(latencies);
        }
        latencies.reset();
    }
}
