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
    public StatusRule {
        if (onlineThreshold.isNegative() || onlineThreshold.isZero()) {
            throw new IllegalArgumentException("the online threshold must be positive, not " + onlineThreshold);
        }
        if (awayThreshold.compareTo(onlineThreshold) < 0) {
            throw new IllegalArgumentException("the away threshold " + awayThreshold
                    + " must not be shorter than the online threshold " + onlineThreshold);
        }
    }

    /// A future `lastActiveAt` counts as now. A missing one means offline, unless connected.
    public Status statusOf(boolean isOnline, @Nullable Instant lastActiveAt, Instant now) {
        if (lastActiveAt == null) {
            return isOnline ? Status.ONLINE : Status.OFFLINE;
        }
        long idleMillis = now.toEpochMilli() - lastActiveAt.toEpochMilli();
        if (idleMillis >= awayThreshold.toMillis()) {
            return Status.OFFLINE;
        }
        return isOnline && idleMillis < onlineThreshold.toMillis() ? Status.ONLINE : Status.AWAY;
    }
}
