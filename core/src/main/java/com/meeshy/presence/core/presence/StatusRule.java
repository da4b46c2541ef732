package com.meeshy.presence.core.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The status rule of SPEC §2, the same function as `getUserStatus` of the client package and held to the same
/// vectors (`contract/status-vectors.json`).
///
/// @param onlineThreshold idle time from which a connected participant is away
/// @param awayThreshold idle time from which anybody is offline
public record StatusRule(Duration onlineThreshold, Duration awayThreshold) {
    /// No setting may be longer: what is more is a mistake of units.
    private static final Duration LONGEST = Duration.ofDays(366);

    public StatusRule {
        if (onlineThreshold.isNegative() || onlineThreshold.isZero()) {
            throw new IllegalArgumentException("the online threshold must be positive, not " + onlineThreshold);
        }
        if (awayThreshold.compareTo(onlineThreshold) < 0) {
            throw new IllegalArgumentException("the away threshold " + awayThreshold
                    + " must not be shorter than the online threshold " + onlineThreshold);
        }
        if (awayThreshold.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the away threshold " + awayThreshold + " must not be longer than " + LONGEST);
        }
    }

    /// A future `lastActiveAt` counts as now. A missing one means offline, unless connected.
    public Status statusOf(boolean isOnline, @Nullable Instant lastActiveAt, Instant now) {
        return statusOf(isOnline, Moments.millis(lastActiveAt), Moments.millis(now));
    }

    Status statusOf(boolean isOnline, long lastActiveMillis, long nowMillis) {
        if (lastActiveMillis == Moments.NONE) {
            return isOnline ? Status.ONLINE : Status.OFFLINE;
        }
        long idleMillis = lastActiveMillis >= nowMillis ? 0 : nowMillis - lastActiveMillis;
        if (idleMillis < 0 || idleMillis >= awayThreshold.toMillis()) {
            return Status.OFFLINE;
        }
        return isOnline && idleMillis < onlineThreshold.toMillis() ? Status.ONLINE : Status.AWAY;
    }
}
