package com.meeshy.presence.core.tracker;

/// What became of a participant's activity.
public enum Touch {
    /// Recorded less than the throttle ago: nothing to do.
    THROTTLED,
    /// On its way to the participant's shard.
    ACCEPTED,
    /// The tracker does not hold this participant: load it and call [Tracker#activeWhileAway].
    NOT_TRACKED
}
