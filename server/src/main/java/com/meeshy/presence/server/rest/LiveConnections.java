package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;

/// What an edit does to those who are connected, on every node. Calls return at once; the effect follows in
/// order.
public interface LiveConnections {
    /// Tells every connection of the participant why, then closes it.
    ///
    /// @return how many connections of this node that concerns; other nodes close theirs without being counted
    int close(ParticipantId participant, Closing why);

    /// The participants were renamed or joined, left or changed conversations: reads them again. Blocks until the
    /// viewers of this node have been told, so that whoever connects after the answer hears nothing of it.
    void participantsChanged(Collection<ParticipantId> participants);

    /// The participant is a member of this conversation now. Blocks as [#participantsChanged].
    void memberJoined(ParticipantId participant, ConversationId conversation);

    /// The participant is no longer a member of this conversation. Blocks as [#participantsChanged].
    void memberLeft(ParticipantId participant, ConversationId conversation);

    /// The conversations were renamed, (de)activated or changed members: read their members again.
    void conversationsChanged(Collection<ConversationId> conversations);

    /// Share links or guests were changed: whoever may no longer be here is told why and sent away, the others
    /// stay as long as their links now say. Blocks as [#participantsChanged].
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
