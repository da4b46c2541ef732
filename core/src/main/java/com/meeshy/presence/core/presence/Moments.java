package com.meeshy.presence.core.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moments as epoch milliseconds: a third of the memory of an `Instant` in a record that exists once for each
/// participant. One that is more than a minute ahead of now is wrong, and counts as now.
public final class Moments {
    static final long NONE = Long.MIN_VALUE;

    /// A moment this far ahead of now was taken from a clock that was wrong. Clocks of nodes may differ by less.
    public static final Duration AHEAD = Duration.ofMinutes(1);

    private static final long AHEAD_MILLIS = AHEAD.toMillis();

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

    /// Whether nobody can have lived through this moment yet.
    public static boolean isAhead(long millis, long nowMillis) {
        return millis > nowMillis + AHEAD_MILLIS;
    }

    /// The moment, or now when it is ahead.
    public static long credible(long millis, long nowMillis) {
        return isAhead(millis, nowMillis) ? nowMillis : millis;
    }

    static @Nullable Instant instant(long millis) {
        return millis == NONE ? null : Instant.ofEpochMilli(millis);
    }
}
