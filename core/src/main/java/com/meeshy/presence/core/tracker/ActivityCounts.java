package com.meeshy.presence.core.tracker;

import java.util.concurrent.atomic.LongAdder;

/// How often activity came and how often the throttle held it back, since the last reset.
public final class ActivityCounts {
    private final LongAdder total = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    void accepted() {
        total.increment();
    }

    void throttled() {
        total.increment();
        throttled.increment();
    }

    public long total() {
        return total.sum();
    }

    public long throttledTotal() {
        return throttled.sum();
    }

    public void reset() {
        total.reset();
        throttled.reset();
    }
}
