package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// What an edit does to those who are connected, on every node. Calls block until the viewers of this node have been
/// told, so that whoever connects after the answer hears nothing of it.
public interface LiveConnections {
    /// Tells every connection of the participant why, then closes it.
    ///
    /// @return how many connections of this node that concerns; other nodes close theirs without being counted
    int close(ParticipantId participant, Closing why);

    /// The participants are new, were renamed or (de)activated: reads them again.
    void participantsChanged(Collection<ParticipantId> participants);

    /// The participants are members of these conversations now: reads them again, and nobody else.
    void membersJoined(Map<ParticipantId, Set<ConversationId>> joined);

    /// The participant is no longer a member of this conversation.
    void memberLeft(ParticipantId participant, ConversationId conversation);

    /// The conversations were renamed or (de)activated: reads their members again. Returns at once; the effect follows.
    void conversationsChanged(Collection<ConversationId> conversations);

    /// Share links or guests were changed: whoever may no longer be here is told why and sent away, the others
    /// stay as long as their links now say.
    void guestsChanged();

    /// Why connections are closed.
    enum Closing {
        /// An administrator closed them.
        BY_ADMIN,
        /// The account was deactivated.
        DEACTIVATED,
        /// The guest left.
        LEFT
    }
}
