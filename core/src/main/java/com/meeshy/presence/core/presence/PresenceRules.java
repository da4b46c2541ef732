package com.meeshy.presence.core.presence;

import java.time.Duration;

/// The settings that a transition depends on.
///
/// @param status when a participant is online, away, offline
/// @param activityThrottle least time between two records of a participant's activity
/// @param offlineGrace how long a lost connection may come back before anybody is told
public record PresenceRules(StatusRule status, Duration activityThrottle, Duration offlineGrace) {
    public PresenceRules {
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
    /// own computation turns an active participant to away.
    public Duration refreshAfter() {
        return status.onlineThreshold().minus(activityThrottle);
    }
}
