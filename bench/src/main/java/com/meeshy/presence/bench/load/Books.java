package com.meeshy.presence.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What one thread has counted and timed. Written by that thread alone; the counts may be read by others for
/// progress.
final class Books {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final java.util.concurrent.atomic.AtomicLongArray counts =
            new java.util.concurrent.atomic.AtomicLongArray(Count.values().length);
    private final Histogram[] timings = new Histogram[Timing.values().length];

    Books() {
        for (int i = 0; i < timings.length; i++) {
            timings[i] = new Histogram(LONGEST_MICROS, 3);
        }
    }

    void count(Count what) {
        add(what, 1);
    }

    void add(Count what, long many) {
        counts.setOpaque(what.ordinal(), counts.getPlain(what.ordinal()) + many);
    }

    long get(Count what) {
        return counts.getOpaque(what.ordinal());
    }

    void time(Timing what, long micros) {
        timings[what.ordinal()].recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    }

    /// Adds everything to the tally and begins anew. Only on the thread that writes.
    void moveTo(Tally tally) {
        synchronized (tally) {
            for (Count each : Count.values()) {
                tally.add(each, counts.getPlain(each.ordinal()));
                counts.setPlain(each.ordinal(), 0);
            }
            for (Timing each : Timing.values()) {
                tally.add(each, timings[each.ordinal()]);
                timings[each.ordinal()].reset();
            }
        }
    }
}
