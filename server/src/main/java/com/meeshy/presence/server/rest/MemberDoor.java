package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Membership;
import org.jspecify.annotations.Nullable;

/// Lets members into a conversation.
final class MemberDoor {
    private static final int LONGEST_NAME = 200;

    private final Conversations conversations;

    MemberDoor(Conversations conversations) {
        this.conversations = conversations;
    }

    /// The active conversation, named by ObjectId or `identifier`, of which the caller is an active member.
    ///
    /// @throws RefusedRequest when there is none
    Conversation enter(@Nullable String idOrIdentifier, ParticipantId caller) {
        if (idOrIdentifier == null || idOrIdentifier.isBlank() || idOrIdentifier.length() > LONGEST_NAME) {
            throw RefusedRequest.invalid("conversationId is missing: give the id or the identifier of a conversation.");
        }
        Conversation conversation = conversations.conversation(idOrIdentifier.strip());
        if (conversation == null || !conversation.active()) {
            throw RefusedRequest.notFound("There is no such conversation.");
        }
        if (conversations.membership(conversation.id(), caller) != Membership.ACTIVE) {
            throw RefusedRequest.denied("You are not a member of this conversation.");
        }
        return conversation;
    }
}
