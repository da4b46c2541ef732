package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A message somebody wants to send. That the sender may do so has been checked by whoever asks.
public record NewMessage(ConversationId conversationId, ParticipantId sender, String content) {
    /// As it is stored: its moment in whole milliseconds.
    public StoredMessage stored(ObjectId id, Instant at) {
        return new StoredMessage(id, conversationId, sender, content, at.truncatedTo(ChronoUnit.MILLIS));
    }
}
