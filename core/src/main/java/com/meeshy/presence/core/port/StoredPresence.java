package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The presence fields of one participant as a store holds them (SPEC §6), and as it is asked to write them.
///
/// @param lastSeen null when never disconnected, or missing in the store; `lastSeenAt` for anonymous participants
/// @param lastActiveAt null when never active, or missing in the store
/// @param version grows with every announced change of this participant, not with silent activity; 0 when the
///     stored document never had one
public record StoredPresence(
        ParticipantId id,
        boolean isOnline,
        @Nullable Instant lastSeen,
        @Nullable Instant lastActiveAt,
        long version) {}
