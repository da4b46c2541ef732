package com.meeshy.presence.server.config;

import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.live.admission.DurationText;
import java.time.Duration;

/// When somebody counts as online, away or offline (SPEC §2 and §3).
///
/// @param onlineThreshold idle for less: online
/// @param awayThreshold idle for less: away; longer: offline
/// @param activityThrottle at most one stored activity per participant in this time
/// @param offlineGrace how long a lost connection may come back unnoticed; may be zero
/// @param reloadGrace the same, when the client said that its page goes away; may be zero
/// @param drainGrace how long a stopping node leaves its participants to reconnect; may be zero
/// @param largeConversation more connected members than this: batched events only
/// @param digestInterval time between two digests of each conversation; zero: none are sent
public record PresenceSettings(
        Duration onlineThreshold,
        Duration awayThreshold,
        Duration activityThrottle,
        Duration offlineGrace,
        Duration reloadGrace,
        Duration drainGrace,
        int largeConversation,
        Duration digestInterval) {

    public PresenceSettings {
        Bounds.positive(Setting.ONLINE_THRESHOLD, onlineThreshold);
        Bounds.positive(Setting.AWAY_THRESHOLD, awayThreshold);
        Bounds.notNegative(Setting.ACTIVITY_THROTTLE, activityThrottle);
        Bounds.notNegative(Setting.OFFLINE_GRACE, offlineGrace);
        Bounds.notNegative(Setting.RELOAD_GRACE, reloadGrace);
        Bounds.notNegative(Setting.DRAIN_GRACE, drainGrace);
        Bounds.notNegative(Setting.DIGEST_INTERVAL, digestInterval);
        if (onlineThreshold.compareTo(awayThreshold) >= 0) {
            throw SettingsException.of(
                    Setting.ONLINE_THRESHOLD,
                    DurationText.of(onlineThreshold),
                    "it must be shorter than AWAY_THRESHOLD, which is \"" + DurationText.of(awayThreshold) + "\"");
        }
        if (activityThrottle.compareTo(onlineThreshold) >= 0) {
            throw SettingsException.of(
                    Setting.ACTIVITY_THROTTLE,
                    DurationText.of(activityThrottle),
                    "it must be shorter than ONLINE_THRESHOLD, which is \"" + DurationText.of(onlineThreshold)
                            + "\", or active people would be shown as away");
        }
        if (largeConversation < 2) {
            throw SettingsException.of(Setting.LARGE_CONVERSATION, largeConversation, "choose at least 2 members");
        }
    }

    public PresenceRules rules() {
        return new PresenceRules(
                new StatusRule(onlineThreshold, awayThreshold), activityThrottle, offlineGrace, reloadGrace);
    }
}
