package com.meeshy.presence.core.presence;

import java.time.Duration;

/// The settings that a transition depends on.
///
/// @param status when a participant is online, away, offline
/// @param activityThrottle least time between two records of a participant's activity
/// @param offlineGrace how long a lost connection may come back before anybody is told
public record PresenceRules(StatusRule status, Duration activityThrottle, Duration offlineGrace) {
    /// No setting may be longer: what is more is a mistake of units, and sums of moments would overflow.
    private static final Duration LONGEST = Duration.ofDays(366);

    public PresenceRules {
        if (activityThrottle.compareTo(LONGEST) > 0 || offlineGrace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the activity throttle " + activityThrottle + " and the offline grace "
                    + offlineGrace + " must not be longer than " + LONGEST);
        }
        if (activityThrottle.isNegative() || activityThrottle.isZero()) {
            throw new IllegalArgumentException("the activity throttle must be positive, not " + activityThrottle);
        }
        if (activityThrottle.compareTo(status.onlineThreshold()) >= 0) {
            throw new IllegalArgumentException("the activity throttle " + activityThrottle
                    + " must be shorter than the online threshold " + status.onlineThreshold()
                    + ", or active people would be shown as away");
        }
        if (offlineGrace.isNegative()) {
            throw new IllegalArgumentException("the offline grace must not be negative: " + offlineGrace);
        }
    }

    /// Age of the announced `lastActiveAt` past which activity is announced again (SPEC §3.3): then no viewer's
    /// own computation turns an active participant to away. Of somebody who is not connected, the next threshold
    /// is the one to offline.
    long refreshMillis(boolean isOnline) {
        return (isOnline ? status.onlineThreshold() : status.awayThreshold()).toMillis() - throttleMillis();
    }

    long throttleNanos() {
        return activityThrottle.toNanos();
    }

    private long throttleMillis() {
        return activityThrottle.toMillis();
    }
}
