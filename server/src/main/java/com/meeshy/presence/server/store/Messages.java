package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ConversationId;
import java.util.List;

/// Messages of conversations.
public interface Messages {
    /// Durable when it returns. Moves the conversation's `lastMessageAt` forward, never back.
    StoredMessage store(NewMessage message);

    /// The latest messages in the order they were written, oldest of them first; at most `limit`.
    List<StoredMessage> recent(ConversationId conversation, int limit);
}
