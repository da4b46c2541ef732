package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.StoredMessage;
import java.util.List;

/// Messages of conversations.
public interface Messages {
    /// Durable when it returns. Moves the conversation's `lastMessageAt` forward, never back.
    StoredMessage store(NewMessage message);

    /// The latest messages in the order they were written, oldest of them first; at most `limit`.
    List<StoredMessage> recent(ConversationId conversation, int limit);
}
