package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.storage.Conversations;
import java.util.Set;

/// Which conversations hold everybody: read from the store now and then, asked by shards without waiting.
public final class GlobalConversations {
    private final Conversations conversations;
    private volatile Set<ConversationId> known = Set.of();

    public GlobalConversations(Conversations conversations) {
        this.conversations = conversations;
    }

    /// Reads them again. Blocks.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away; what was known stays
    public void refresh() {
        known = conversations.globals();
    }

    /// Never blocks.
    public boolean contains(ConversationId conversation) {
        return known.contains(conversation);
    }
}
