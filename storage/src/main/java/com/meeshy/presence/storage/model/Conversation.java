package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation, without its members.
///
/// @param identifier its public name, as good as the id in every address
/// @param type such as `direct`, `group`, `global`; `group` when the store has none
/// @param lastMessageAt null before the first message
public record Conversation(
        ConversationId id,
        String identifier,
        String type,
        @Nullable String title,
        boolean active,
        @Nullable Instant lastMessageAt) {
    public static final String DEFAULT_TYPE = "group";
}
