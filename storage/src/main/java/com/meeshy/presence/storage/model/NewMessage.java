package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;

/// A message somebody wants to send. That the sender may do so has been checked by whoever asks.
public record NewMessage(ConversationId conversationId, ParticipantId sender, String content) {}
