package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An anonymous participant of a share link. Its session token is deliberately not here, so that it can end up
/// in no answer and no log line.
///
/// @param language [Account#DEFAULT_LANGUAGE] when the store has none
/// @param active false once the guest left or was closed for idleness
/// @param linkActive false also when the link no longer exists
/// @param linkExpiresAt null when the link never expires
public record Guest(
        ObjectId id,
        ConversationId conversationId,
        ObjectId shareLinkId,
        String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String language,
        boolean active,
        boolean linkActive,
        @Nullable Instant linkExpiresAt) {

    /// Who comes in through a link that admits, with a nickname that is free.
    public static Guest newcomer(ObjectId id, ShareLink link, String nickname, JoinRequest request) {
        String language = Nickname.blankToNull(request.language());
        return new Guest(
                id,
                link.conversationId(),
                link.id(),
                nickname,
                Nickname.blankToNull(request.firstName()),
                Nickname.blankToNull(request.lastName()),
                language == null ? Account.DEFAULT_LANGUAGE : language,
                true,
                true,
                link.expiresAt());
    }

    /// Whether a guest may still come in with the session it has.
    public enum Admission {
        ADMITTED,
        /// The guest left, or was closed.
        CLOSED,
        INACTIVE_LINK,
        EXPIRED_LINK
    }

    /// A link that expires at this very moment has expired.
    public Admission admission(Instant now) {
        if (!active) {
            return Admission.CLOSED;
        }
        if (linkExpiresAt != null && !linkExpiresAt.isAfter(now)) {
            return Admission.EXPIRED_LINK;
        }
        return linkActive ? Admission.ADMITTED : Admission.INACTIVE_LINK;
    }

    /// The name on the wire (SPEC §4); never blank.
    public String name() {
        return PersonName.of(null, firstName, lastName, username, id);
    }

    public ParticipantId participant() {
        return ParticipantId.anonymous(id);
    }
}
