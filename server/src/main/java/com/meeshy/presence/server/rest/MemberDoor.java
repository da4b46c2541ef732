package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Membership;
import org.jspecify.annotations.Nullable;

/// Lets members into a conversation.
final class MemberDoor {
    private static final int LONGEST_NAME = 200;
    private static final ConversationId NOWHERE = new ConversationId(new ObjectId(0, 0));

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
        // What does not exist takes the same reads and gets the same answer: a stranger learns nothing of either.
        ConversationId asked = conversation == null ? NOWHERE : conversation.id();
        boolean member = conversations.membership(asked, caller) == Membership.ACTIVE;
        if (conversation == null || !conversation.active() || !member) {
            throw RefusedRequest.denied("You are not a member of this conversation.");
        }
        return conversation;
    }
}
