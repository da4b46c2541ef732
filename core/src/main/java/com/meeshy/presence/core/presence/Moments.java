package com.meeshy.presence.core.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as epoch milliseconds: a third of the memory of an `Instant` in a record that exists once for each
/// participant.
final class Moments {
    static final long NONE = Long.MIN_VALUE;

    /// Moments beyond some 285 000 years are taken as that: exact in a JavaScript number, and differences of
    /// two do not overflow.
    private static final long FARTHEST = 1L << 53;

    private Moments() {}

    static long millis(@Nullable Instant moment) {
        if (moment == null) {
            return NONE;
        }
        long seconds = moment.getEpochSecond();
        if (Math.abs(seconds) > FARTHEST / 1_000) {
            return seconds < 0 ? -FARTHEST : FARTHEST;
        }
        return moment.toEpochMilli();
    }

    static @Nullable Instant instant(long millis) {
        return millis == NONE ? null : Instant.ofEpochMilli(millis);
    }
}
