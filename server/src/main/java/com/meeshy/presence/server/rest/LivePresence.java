package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.Collection;
import java.util.List;

/// Presence as it is now: the live registry first, the store second. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
public interface LivePresence {
    /// Presence of those of the given participants that exist, each once, in no order. Does not ask who may see them.
    List<PresenceView> of(Collection<ParticipantId> ids);

    /// Whether the participant has a connection now, anywhere. Never blocks.
    boolean isOnline(ParticipantId id);

    /// Numbers of the live system. Never blocks.
    LiveCounts counts();

    /// @param onlineUsers registered users with a connection
    /// @param onlineAnonymous guests with a connection
    /// @param connections open connections of this node, also of the same participant
    record LiveCounts(long onlineUsers, long onlineAnonymous, long connections) {}
}
