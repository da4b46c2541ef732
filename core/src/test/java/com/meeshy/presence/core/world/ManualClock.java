package com.meeshy.presence.core.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that moves only when told.
public final class ManualClock implements InstantSource {
    public static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
