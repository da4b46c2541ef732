package com.meeshy.presence.bench.hostile.good;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What the people of a circle have counted and timed. Any thread.
public final class Ledger {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final double MICROS_PER_MILLI = 1_000;

    /// What is counted.
    public enum Entry {
        /// Messages and heartbeats sent.
        ASKED,
        /// Of those, answered with success.
        ANSWERED,
        /// Of those, answered otherwise.
        REFUSED,
        /// Of those, not answered at all.
        UNANSWERED,
        /// Acknowledged messages times those who should hear them.
        EXPECTED,
        /// Of those, heard once.
        HEARD,
        /// Of those, never heard.
        LOST,
        /// Heard once more.
        TWICE,
        /// Heard after a later one of the same sender.
        OUT_OF_ORDER,
        /// Connections that ended though nobody here ended them.
        BROKEN,
        /// Messages of others than this circle.
        FOREIGN_MESSAGES,
        /// Signs that others than this circle are typing.
        FOREIGN_TYPING
    }

    private final Map<Entry, Long> counts = new EnumMap<>(Entry.class);
    private final Histogram waits = new Histogram(LONGEST_MICROS, 3);

    synchronized void count(Entry what) {
        add(what, 1);
    }

    synchronized void add(Entry what, long many) {
        counts.merge(what, many, Long::sum);
    }

    synchronized void waited(long nanos) {
        waits.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
    }

    public synchronized long get(Entry what) {
        return counts.getOrDefault(what, 0L);
    }

    /// How long answers took, in milliseconds.
    public synchronized double millis(double percentile) {
        return waits.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
