package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conversations and who is in them.
public interface Conversations {
    /// By ObjectId or `identifier`, active or not.
    @Nullable
    Conversation conversation(String idOrIdentifier);

    /// The active conversations this participant is an active member of, latest message first, those without a
    /// message last.
    List<Roster> rosters(ParticipantId member);

    /// [Membership#NEVER] also for conversations and participants that do not exist.
    Membership membership(ConversationId conversation, ParticipantId participant);

    /// Active conversations of the type `global`: as a rule one, never many.
    Set<ConversationId> globals();

    /// Active members, each once, by name and then id. Deactivated users are left out; empty for an unknown or
    /// inactive conversation.
    List<Member> members(ConversationId conversation, MemberQuery query);
}
