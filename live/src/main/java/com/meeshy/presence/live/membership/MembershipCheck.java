package com.meeshy.presence.live.membership;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Membership;
import org.jspecify.annotations.Nullable;

/// May this person use this conversation? Blocks on the store and may throw
/// [com.meeshy.presence.core.port.StoreException].
public final class MembershipCheck {
    private static final int LONGEST_NAME = 200;
    private static final ConversationId NOWHERE = new ConversationId(new ObjectId(0, 0));

    private final Conversations conversations;

    public MembershipCheck(Conversations conversations) {
        this.conversations = conversations;
    }

    /// Whether this could be the ObjectId or the `identifier` of a conversation.
    public static boolean isName(@Nullable String idOrIdentifier) {
        return idOrIdentifier != null && !idOrIdentifier.isBlank() && idOrIdentifier.length() <= LONGEST_NAME;
    }

    /// The conversation of this name, whoever asks; null when there is none.
    public @Nullable Conversation conversation(String idOrIdentifier) {
        return conversations.conversation(idOrIdentifier.strip());
    }

    /// What does not exist takes the same reads: how long the answer takes tells a stranger nothing.
    ///
    /// @param idOrIdentifier as [#isName] says
    public Answer check(String idOrIdentifier, ParticipantId who) {
        Conversation conversation = conversation(idOrIdentifier);
        Membership membership = conversations.membership(conversation == null ? NOWHERE : conversation.id(), who);
        return new Answer(conversation, membership);
    }

    /// @param conversation null when there is none of this name
    public record Answer(@Nullable Conversation conversation, Membership membership) {
        /// The conversation, when it exists, is active, and the person an active member; else null.
        public @Nullable Conversation usable() {
            return membership == Membership.ACTIVE ? active() : null;
        }

        /// The conversation, when it exists and is active, whoever asks.
        public @Nullable Conversation active() {
            return conversation != null && conversation.active() ? conversation : null;
        }
    }
}
