package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Set;

/// What an import did.
///
/// @param membersAdded memberships that were not active before
/// @param changedParticipants those new, renamed, (de)activated or with a new membership: live connections must re-read
///     them
/// @param changedConversations those new, changed, or with a new member
public record ImportReport(
        Tally users,
        Tally conversations,
        Tally shareLinks,
        Tally anonymousParticipants,
        int membersAdded,
        Set<ParticipantId> changedParticipants,
        Set<ConversationId> changedConversations) {
    public ImportReport {
        changedParticipants = Set.copyOf(changedParticipants);
        changedConversations = Set.copyOf(changedConversations);
    }

    /// Whether a link or guest that was there before is another now: who came through it may have to leave.
    public boolean changesGuests() {
        return shareLinks.updated() + anonymousParticipants.updated() > 0;
    }

    /// How many entities of one kind were new, changed, or already as the document says.
    public record Tally(int created, int updated, int unchanged) {}
}
