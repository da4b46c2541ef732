package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link through which guests come into a conversation.
///
/// @param linkId the public name in the link's address
/// @param identifier a second, speaking public name; null when there is none
/// @param expiresAt null when it never expires
/// @param maxConcurrentUsers how many guests may be active through it at a time; null when unlimited
public record ShareLink(
        ObjectId id,
        String linkId,
        @Nullable String identifier,
        ConversationId conversationId,
        boolean active,
        @Nullable Instant expiresAt,
        @Nullable Integer maxConcurrentUsers) {

    /// The same link, letting nobody in any more.
    public ShareLink deactivated() {
        return new ShareLink(id, linkId, identifier, conversationId, false, expiresAt, maxConcurrentUsers);
    }

    /// A link that expires at this very moment has expired.
    public boolean hasExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
