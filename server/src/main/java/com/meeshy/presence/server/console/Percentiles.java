package com.meeshy.presence.server.console;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Broadcast latencies of an interval, in milliseconds.
record Percentiles(long count, double p50, double p95, double p99, double max) {
    private static final double MICROS_PER_MILLI = 1e3;

    /// Null when there was no broadcast.
    static @Nullable Percentiles of(Histogram micros) {
        return micros.getTotalCount() == 0
                ? null
                : new Percentiles(
                        micros.getTotalCount(), at(micros, 50), at(micros, 95), at(micros, 99), at(micros, 100));
    }

    private static double at(Histogram micros, double percentile) {
        // The histogram answers the upper end of a slot, which may be past the greatest value.
        return Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue()) / MICROS_PER_MILLI;
    }
}
