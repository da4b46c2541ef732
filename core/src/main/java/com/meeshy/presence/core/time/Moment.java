package com.meeshy.presence.core.time;

import java.time.Duration;
import java.time.Instant;

/// One moment by both clocks.
///
/// @param at by the wall clock: what is stored and shown
/// @param nanos by the ticker: what durations are measured with
public record Moment(Instant at, long nanos) {

    public long millis() {
        return at.toEpochMilli();
    }

    /// How long after the other one this is, whatever was done to the wall clock between the two.
    public Duration since(Moment other) {
        return Duration.ofNanos(nanos - other.nanos);
    }

    /// Whether so much time has passed since the other one.
    public boolean isPast(Moment other, Duration time) {
        return nanos - other.nanos >= time.toNanos();
    }
}
