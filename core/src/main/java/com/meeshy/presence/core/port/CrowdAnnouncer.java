package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import java.time.Instant;
import java.util.Collection;

/// Tells viewers of large conversations (SPEC §3.9). Must not block and must not throw.
public interface CrowdAnnouncer {
    /// Tells the connections that have opened one of the large conversations of each change, once each and in one
    /// write; but for those who have heard of it in an ordinary conversation.
    void announceToOpeners(Collection<CrowdChange> changed);

    /// Tells all members' connections how many are online: `conversation:online_stats`.
    void announceCount(ConversationId conversation, int onlineCount, Instant updatedAt);

    /// The conversation has become large, or is no longer. Clients that have not opened a conversation that has
    /// become large forget whom they saw through it alone; when it is ordinary again its members need a
    /// snapshot of it.
    void announceSize(ConversationId conversation, boolean isLarge);
}
