package com.meeshy.presence.live.view;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// Presence as it is now: the live registry first, the store second. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
public interface LivePresence {
    /// Presence of those of the given participants that exist, each once, in no order. Does not ask who may see
    /// them.
    List<PresenceView> of(Collection<ParticipantId> ids);

    /// Whether the participant has a connection now, anywhere. Never blocks.
    boolean isOnline(ParticipantId id);

    /// Some of those of the conversation who have a connection now and are shown by such a name, in no order.
    /// Never blocks.
    ///
    /// @param limit at most so many
    List<PresenceView> online(ConversationId conversation, Predicate<String> name, int limit);

    /// How many of the conversation have a connection now. Never blocks.
    int onlineCount(ConversationId conversation);

    /// Numbers of the live system. Never blocks.
    LiveCounts counts();

    /// @param onlineUsers registered users with a connection
    /// @param onlineAnonymous guests with a connection
    /// @param connections open connections of this node, also of the same participant
    record LiveCounts(long onlineUsers, long onlineAnonymous, long connections) {}
}
