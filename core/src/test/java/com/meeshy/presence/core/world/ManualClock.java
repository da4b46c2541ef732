package com.meeshy.presence.core.world;

import com.meeshy.presence.core.time.Time;
import java.time.Duration;
import java.time.Instant;

/// Time that moves only when told: both clocks together, or the wall clock alone.
public final class ManualClock implements Time {
    public static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    private volatile Instant now = START;
    private volatile long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /// Time passes.
    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /// Somebody sets the wall clock.
    public void jump(Duration by) {
        now = now.plus(by);
    }
}
