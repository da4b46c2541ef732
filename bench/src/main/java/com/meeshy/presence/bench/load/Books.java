package com.meeshy.presence.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// What one thread has counted and timed. Written by that thread alone; the counts may be read by others for
/// progress.
final class Books {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
    private final Map<Timing, Histogram> timings = new EnumMap<>(Timing.class);

    Books() {
        for (Count each : Count.values()) {
            counts.put(each, new AtomicLong());
        }
        for (Timing each : Timing.values()) {
            timings.put(each, new Histogram(LONGEST_MICROS, 3));
        }
    }

    void count(Count what) {
        add(what, 1);
    }

    void add(Count what, long many) {
        AtomicLong cell = cell(what);
        cell.setOpaque(cell.getPlain() + many);
    }

    long get(Count what) {
        return cell(what).getOpaque();
    }

    void time(Timing what, long micros) {
        histogram(what).recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    }

    /// Adds everything to the tally and begins anew. Only on the thread that writes.
    void moveTo(Tally tally) {
        synchronized (tally) {
            for (Count each : Count.values()) {
                tally.add(each, get(each));
                cell(each).setOpaque(0);
            }
            for (Timing each : Timing.values()) {
                tally.add(each, histogram(each));
                histogram(each).reset();
            }
        }
    }

    private AtomicLong cell(Count what) {
        return Objects.requireNonNull(counts.get(what));
    }

    private Histogram histogram(Timing what) {
        return Objects.requireNonNull(timings.get(what));
    }
}
