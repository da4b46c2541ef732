package com.meeshy.presence.storage.imports;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.GuestSession;
import com.meeshy.presence.storage.model.ShareLink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What an import comes to, checked and compared with what is stored: a store only has to write it.
///
/// @param users those new or different; the tally counts the rest too
/// @param members by conversation, the users to be made active members
public record ImportPlan(
        Changes<Account> users,
        Changes<Conversation> conversations,
        Changes<ShareLink> shareLinks,
        Changes<GuestSession> guests,
        Map<ConversationId, Set<ObjectId>> members) {

    /// Entities of one kind to write.
    public record Changes<T>(List<T> toWrite, ImportReport.Tally tally) {}

    /// @param keep the form in which a session token that is new to the store is kept
    /// @throws InvalidImport with every problem found
    public static ImportPlan of(ImportDocument document, StoredEntities stored, UnaryOperator<String> keep) {
        return new ImportCheck(document, stored, keep).plan();
    }

    /// The report once everything is written.
    ///
    /// @param added of [#members()] those who were not active members before
    public ImportReport report(Map<ConversationId, Set<ObjectId>> added) {
        Set<ParticipantId> participants = new HashSet<>();
        users.toWrite().forEach(user -> participants.add(user.participant()));
        guests.toWrite().forEach(session -> participants.add(session.guest().participant()));
        Set<ConversationId> changed =
                conversations.toWrite().stream().map(Conversation::id).collect(Collectors.toSet());
        return new ImportReport(
                users.tally(), conversations.tally(), shareLinks.tally(), guests.tally(), participants, added, changed);
    }
}
