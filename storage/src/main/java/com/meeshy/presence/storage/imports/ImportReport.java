package com.meeshy.presence.storage.imports;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Map;
import java.util.Set;

/// What an import did.
///
/// @param changedParticipants those new, renamed or (de)activated
/// @param joined by conversation, the users who were no active members before
/// @param changedConversations those new or changed themselves
public record ImportReport(
        Tally users,
        Tally conversations,
        Tally shareLinks,
        Tally anonymousParticipants,
        Set<ParticipantId> changedParticipants,
        Map<ConversationId, Set<ObjectId>> joined,
        Set<ConversationId> changedConversations) {
    public ImportReport {
        changedParticipants = Set.copyOf(changedParticipants);
        joined = Map.copyOf(joined);
        changedConversations = Set.copyOf(changedConversations);
    }

    /// Memberships that were not active before.
    public int membersAdded() {
        return joined.values().stream().mapToInt(Set::size).sum();
    }

    /// Whether a link or guest that was there before is another now: who came through it may have to leave.
    public boolean changesGuests() {
        return shareLinks.updated() + anonymousParticipants.updated() > 0;
    }

    /// How many entities of one kind were new, changed, or already as the document says.
    public record Tally(int created, int updated, int unchanged) {}
}
