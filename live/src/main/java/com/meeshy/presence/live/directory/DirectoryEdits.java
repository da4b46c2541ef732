package com.meeshy.presence.live.directory;

import static com.meeshy.presence.core.identity.ParticipantKind.ANONYMOUS;
import static com.meeshy.presence.core.identity.ParticipantKind.REGISTERED;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.live.directory.LiveConnections.Closing;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.Guests.NamesConnected;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The edits of the directory, whoever asks for one: stored first, then taken to those who are connected. Calls block
/// and may throw [com.meeshy.presence.core.port.StoreException], and then nothing was changed.
public final class DirectoryEdits {
    private final DirectoryEditor editor;
    private final Guests guests;
    private final LiveConnections connections;

    public DirectoryEdits(DirectoryEditor editor, Guests guests, LiveConnections connections) {
        this.editor = editor;
        this.guests = guests;
        this.connections = connections;
    }

    /// @param role in the conversation; null leaves it as stored
    public MemberChange addMember(ConversationId conversation, ObjectId user, @Nullable String role) {
        MemberChange change = editor.putMember(conversation, user, role);
        if (change == MemberChange.ADDED) {
            joined(ParticipantId.registered(user), conversation);
        }
        return change;
    }

    public MemberChange removeMember(ConversationId conversation, ObjectId user) {
        MemberChange change = editor.removeMember(conversation, user);
        if (change == MemberChange.REMOVED) {
            connections.memberLeft(ParticipantId.registered(user), conversation);
        }
        return change;
    }

    /// @return null when there is no such user
    public @Nullable UserChange patchUser(ObjectId user, UserPatch patch) {
        UserChange change = editor.patchUser(user, patch);
        if (change == null) {
            return null;
        }
        ParticipantId participant = change.after().participant();
        if (change.deactivated()) {
            connections.close(participant, Closing.DEACTIVATED);
        }
        if (!change.before().equals(change.after())) {
            connections.participantsChanged(List.of(participant));
        }
        return change;
    }

    /// Closes every connection of the participant.
    ///
    /// @return how many on this node
    public int disconnect(ParticipantId participant) {
        return connections.close(participant, Closing.BY_ADMIN);
    }

    /// Takes a guest in through a share link, as [Guests#join].
    public JoinResult joinAsGuest(String link, JoinRequest wish, NamesConnected names) {
        JoinResult result = guests.join(link, wish, names);
        if (result instanceof JoinResult.Joined(Guest guest, String _)) {
            joined(guest.participant(), guest.conversationId());
        }
        return result;
    }

    /// Ends the stay of a guest who says so.
    ///
    /// @return whether this call ended it
    public boolean leaveAsGuest(ObjectId id) {
        Guest guest = guests.guest(id);
        boolean left = guests.leave(id);
        connections.close(ParticipantId.anonymous(id), Closing.LEFT);
        if (guest != null) {
            connections.memberLeft(guest.participant(), guest.conversationId());
        }
        return left;
    }

    /// Adds and changes all that the document lists; may be repeated.
    ///
    /// @throws com.meeshy.presence.storage.imports.InvalidImport with every problem found; nothing was changed then
    public ImportReport apply(ImportDocument document) {
        ImportReport report = editor.apply(document);
        closeDeactivated(document);
        if (report.changesGuests()) {
            connections.guestsChanged();
        }
        Set<ParticipantId> changed = report.changedParticipants();
        connections.participantsChanged(changed);
        connections.membersJoined(joinedBesides(changed, report));
        connections.conversationsChanged(report.changedConversations());
        changed.forEach(this::sayGoodbye);
        return report;
    }

    private void joined(ParticipantId participant, ConversationId conversation) {
        connections.membersJoined(Map.of(participant, Set.of(conversation)));
    }

    /// Those who are read again anyway bring their new conversations with them.
    private static Map<ParticipantId, Set<ConversationId>> joinedBesides(
            Set<ParticipantId> changed, ImportReport report) {
        Map<ParticipantId, Set<ConversationId>> joined = new HashMap<>();
        report.joined().forEach((conversation, users) -> {
            for (ObjectId user : users) {
                ParticipantId participant = ParticipantId.registered(user);
                if (!changed.contains(participant)) {
                    joined.computeIfAbsent(participant, _ -> new HashSet<>()).add(conversation);
                }
            }
        });
        return joined;
    }

    /// A guest who was closed has left; deactivated users keep their memberships.
    private void sayGoodbye(ParticipantId changed) {
        Guest guest = changed.isAnonymous() ? guests.guest(changed.value()) : null;
        if (guest != null && !guest.active()) {
            connections.memberLeft(changed, guest.conversationId());
        }
    }

    private void closeDeactivated(ImportDocument document) {
        if (document.users() != null) {
            for (ImportDocument.User each : document.users()) {
                closeInactive(each == null ? null : each.id(), each == null ? null : each.isActive(), REGISTERED);
            }
        }
        if (document.anonymousParticipants() != null) {
            for (ImportDocument.Visitor each : document.anonymousParticipants()) {
                closeInactive(each == null ? null : each.id(), each == null ? null : each.isActive(), ANONYMOUS);
            }
        }
    }

    private void closeInactive(@Nullable String id, @Nullable Boolean isActive, ParticipantKind kind) {
        ObjectId value = ObjectId.tryParse(id);
        if (value != null && Boolean.FALSE.equals(isActive)) {
            connections.close(new ParticipantId(kind, value), Closing.DEACTIVATED);
        }
    }
}
