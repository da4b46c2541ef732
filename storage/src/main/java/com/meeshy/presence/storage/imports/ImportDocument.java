package com.meeshy.presence.storage.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The import document of SPEC §6 as it was received, nothing checked yet: every field may be missing, and what should
/// be an id or a moment is still text.
///
/// The document says what each entity it lists is. A missing or null optional field means "none", except
/// `isActive`: when missing it stays as stored, so that repeating a document never brings back somebody who was
/// deactivated. What is not listed is not touched. Moments are ISO 8601 text or epoch milliseconds.
public record ImportDocument(
        @Nullable List<@Nullable User> users,
        @Nullable List<@Nullable Talk> conversations,
        @Nullable List<@Nullable Link> shareLinks,
        @Nullable List<@Nullable Visitor> anonymousParticipants) {

    /// A registered user.
    public record User(
            @Nullable String id,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String role,
            @Nullable String language,
            @Nullable Boolean isActive) {}

    /// A conversation.
    ///
    /// @param members ids of users to add; those not listed stay
    public record Talk(
            @Nullable String id,
            @Nullable String identifier,
            @Nullable String type,
            @Nullable String title,
            @Nullable Boolean isActive,
            @Nullable List<@Nullable String> members) {}

    /// A share link.
    public record Link(
            @Nullable String id,
            @Nullable String linkId,
            @Nullable String identifier,
            @Nullable String conversationId,
            @Nullable Boolean isActive,
            @Nullable String expiresAt,
            @Nullable Integer maxConcurrentUsers) {}

    /// An anonymous participant; its conversation is that of its link.
    public record Visitor(
            @Nullable String id,
            @Nullable String shareLinkId,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String language,
            @Nullable String sessionToken,
            @Nullable Boolean isActive) {
        @Override
        public String toString() {
            return "Visitor[id=" + id + ", shareLinkId=" + shareLinkId + ", username=" + username + "]";
        }
    }
}
