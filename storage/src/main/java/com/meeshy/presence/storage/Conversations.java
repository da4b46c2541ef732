package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conversations and who is in them.
public interface Conversations {
    /// By ObjectId or `identifier`, active or not.
    @Nullable
    Conversation conversation(String idOrIdentifier);

    /// The active conversations this participant is an active member of, latest message first, those without a
    /// message last; at most `limit`.
    List<Conversation> of(ParticipantId member, int limit);

    /// How many active members each of these conversations has; one without members may be missing. Counts
    /// without looking at each, so deactivated users who were not taken out are among them.
    Map<ConversationId, Integer> sizes(Collection<ConversationId> conversations);

    /// [Membership#NEVER] also for conversations and participants that do not exist.
    Membership membership(ConversationId conversation, ParticipantId participant);

    /// Active conversations of the type `global`: as a rule one, never many.
    Set<ConversationId> globals();

    /// Active members, each once, by name and then id. Deactivated users are left out; empty for an unknown or
    /// inactive conversation.
    ///
    /// A conversation of more than [MemberQuery#CROWD] members is not read whole: without a search, some of its
    /// members are chosen; with one, those whose username, or in some stores shown name, begins with what is
    /// searched. A query with `among` looks at those and no others.
    List<Member> members(ConversationId conversation, MemberQuery query);
}
