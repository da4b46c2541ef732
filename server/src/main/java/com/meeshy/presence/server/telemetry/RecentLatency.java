package com.meeshy.presence.server.telemetry;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Broadcast latencies since somebody last asked, exact to one in a hundred. Recording never waits; one reader.
public final class RecentLatency {
    private static final long MOST_MICROS = 60_000_000;
    private static final int DIGITS = 2;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);

    RecentLatency() {}

    void observe(long nanos) {
        recorder.recordValue(Math.clamp(nanos / NANOS_PER_MICRO, 0, MOST_MICROS));
    }

    /// What came since the last call, in microseconds; the next call begins anew.
    public Histogram take() {
        return recorder.getIntervalHistogram();
    }

    /// An empty histogram to which others can be added.
    public static Histogram sum() {
        return new Histogram(MOST_MICROS, DIGITS);
    }
}
