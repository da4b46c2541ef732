package com.meeshy.presence.core.presence;

import java.time.Duration;

/// The settings that a transition depends on.
///
/// @param status when a participant is online, away, offline
/// @param activityThrottle least time between two records of a participant's activity
/// @param offlineGrace how long a lost connection may come back before anybody is told
/// @param reloadGrace the same, of one whose client said that its page goes away
public record PresenceRules(StatusRule status, Duration activityThrottle, Duration offlineGrace, Duration reloadGrace) {
    /// No setting may be longer: what is more is a mistake of units, and sums of moments would overflow.
    private static final Duration LONGEST = Duration.ofDays(366);

    public PresenceRules {
        requireShort("activity throttle", activityThrottle);
        requireGrace("offline grace", offlineGrace);
        requireGrace("reload grace", reloadGrace);
        if (activityThrottle.isNegative() || activityThrottle.isZero()) {
            throw new IllegalArgumentException("the activity throttle must be positive, not " + activityThrottle);
        }
        if (activityThrottle.compareTo(status.onlineThreshold()) >= 0) {
            throw new IllegalArgumentException("the activity throttle " + activityThrottle
                    + " must be shorter than the online threshold " + status.onlineThreshold()
                    + ", or active people would be shown as away");
        }
    }

    private static void requireGrace(String name, Duration grace) {
        requireShort(name, grace);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the " + name + " must not be negative: " + grace);
        }
    }

    private static void requireShort(String name, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the " + name + " " + time + " must not be longer than " + LONGEST);
        }
    }

    /// How long somebody is waited for whose line ended so.
    Duration graceAfter(Ending ending) {
        return switch (ending) {
            case GOODBYE -> Duration.ZERO;
            case PAGE_GONE -> reloadGrace;
            case LOST -> offlineGrace;
        };
    }

    /// Age of the announced `lastActiveAt` past which activity is announced again (SPEC §3.3): then no viewer's
    /// own computation turns an active participant to away.
    public Duration refreshAfter() {
        return status.onlineThreshold().minus(activityThrottle);
    }

    /// [#refreshAfter] of somebody connected; of somebody who is not, the next threshold is the one to offline.
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
