package com.meeshy.presence.bench.store;

import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;

/// How long each call took, and how long all took together.
final class Timings {
    private static final double NANOS_PER_MILLI = 1e6;

    private final ConcurrentHistogram calls = new ConcurrentHistogram(3);
    private final long start = System.nanoTime();

    void time(Runnable call) {
        long before = System.nanoTime();
        call.run();
        calls.recordValue(System.nanoTime() - before);
    }

    double millisAt(double percentile) {
        return calls.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /// @param what one of the things of which each call handled `each`
    void print(String database, String what, int each) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s, %s: %.0f/s, a call p50=%.2f ms p99=%.2f ms max=%.2f ms (n=%d)%n",
                database,
                what,
                calls.getTotalCount() * each / seconds,
                millisAt(50),
                millisAt(99),
                millisAt(100),
                calls.getTotalCount());
    }
}
