package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;

/// A message that survives `kill -9`.
///
/// @param createdAt server time, to the millisecond
public record StoredMessage(
        ObjectId id, ConversationId conversationId, ParticipantId sender, String content, Instant createdAt) {}
