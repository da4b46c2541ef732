package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a viewer is told of a subject: the content of `user:status` and of each entry of `presence:snapshot`
/// (SPEC §4).
///
/// @param name displayName, else "first last", else username
/// @param version grows with every change of the subject, across restarts and nodes; 0 when it never changed
public record PresenceView(
        ParticipantId id,
        String name,
        boolean isOnline,
        @Nullable Instant lastActiveAt,
        @Nullable Instant lastSeen,
        long version) {

    /// The same presence under another name.
    public PresenceView named(String now) {
        return new PresenceView(id, now, isOnline, lastActiveAt, lastSeen, version);
    }
}
