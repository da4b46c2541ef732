package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.port.Participant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that viewers must hear of: the content of `user:status` (SPEC §4).
///
/// @param subject whose presence changed, and who may see it
/// @param cause why, for metrics and logs
/// @param at the moment of the change, server time
/// @param version grows with every change of this participant, across restarts and nodes
public record PresenceChange(
        Participant subject,
        boolean isOnline,
        @Nullable Instant lastSeen,
        @Nullable Instant lastActiveAt,
        long version,
        Cause cause,
        Instant at) {

    /// Why a change was announced.
    public enum Cause {
        CONNECTED,
        DISCONNECTED,
        ACTIVITY,
        ZOMBIE,
        NODE_DEATH
    }
}
