package com.meeshy.presence.core.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as epoch milliseconds: a third of the memory of an `Instant` in a record that exists once for each
/// participant.
final class Moments {
    static final long NONE = Long.MIN_VALUE;

    private Moments() {}

    /// Moments that do not fit (before or after 292 million years) become the nearest that does.
    static long millis(@Nullable Instant moment) {
        if (moment == null) {
            return NONE;
        }
        try {
            return Math.max(moment.toEpochMilli(), NONE + 1);
        } catch (ArithmeticException e) {
            return moment.getEpochSecond() < 0 ? NONE + 1 : Long.MAX_VALUE;
        }
    }

    static @Nullable Instant instant(long millis) {
        return millis == NONE ? null : Instant.ofEpochMilli(millis);
    }
}
