package com.meeshy.presence.storage.coalescing;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether so many ask at the same time that reads must become fewer, measured by a leaky bucket, and when the next
/// one may start. Shared by all kinds of reads, so that what is bounded is what the store sees. Any thread.
///
/// Calm: every read may start at once. In a rush, which is [#CROWD] callers above so many a second, reads of
/// all kinds start [#STEP] apart, so that each takes more callers along; none is put off for longer than
/// [#LONGEST]. A rush is over at most a second after its last caller.
final class ReadPacing {
    /// 1 000 sign-ins a second, each of which asks five times: more than a processor lets in of those who come by
    /// themselves, so that only a storm pays for its round trips with waiting.
    static final int CALLERS_PER_SECOND_AND_PROCESSOR = 5_000;

    static final int CROWD = 800;
    static final Duration STEP = Duration.ofMillis(25);
    static final Duration LONGEST = Duration.ofMillis(150);

    private final int callersPerSecond;
    private final Duration longest;
    private final LongSupplier nanos;
    private double level;
    private long levelAt;
    private long nextTurn;

    ReadPacing(int processors) {
        this(processors * CALLERS_PER_SECOND_AND_PROCESSOR, LONGEST, System::nanoTime);
    }

    ReadPacing(int callersPerSecond, Duration longest, LongSupplier nanos) {
        this.callersPerSecond = callersPerSecond;
        this.longest = longest;
        this.nanos = nanos;
        levelAt = nanos.getAsLong();
        nextTurn = levelAt;
    }

    /// Somebody asks.
    synchronized void came() {
        level = Math.min(level() + 1, CROWD + callersPerSecond);
    }

    /// Takes the next turn.
    ///
    /// @return for how many nanoseconds the read waits for its turn; 0 when it may start at once
    synchronized long nanosToTurn() {
        long now = nanos.getAsLong();
        if (level() < CROWD) {
            nextTurn = now;
            return 0;
        }
        long wait = Math.clamp(nextTurn - now, 0, longest.toNanos());
        nextTurn = now + wait + STEP.toNanos();
        return wait;
    }

    private double level() {
        long now = nanos.getAsLong();
        level = Math.max(0, level - (now - levelAt) * 1e-9 * callersPerSecond);
        levelAt = now;
        return level;
    }
}
