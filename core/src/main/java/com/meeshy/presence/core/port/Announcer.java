package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import java.util.Set;

/// Tells viewers. Called by a shard, in the order of each participant's changes; must not block and must not
/// throw.
public interface Announcer {
    /// Where nobody looks.
    Announcer NOBODY = new Announcer() {
        @Override
        public void announce(PresenceChange change) {}

        @Override
        public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {}

        @Override
        public void announceReturned(PresenceChange change) {}

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}
    };

    /// Tells everybody who shares one of the subject's conversations, and the subject's own connections, once
    /// each.
    void announce(PresenceChange change);

    /// Tells the members of the conversations that were joined that the participant is one of them from now on, as it
    /// is: nothing else changed, the version stays. Clients that keep the members of each conversation add it.
    void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment);

    /// Somebody who had been left online by another node, or an earlier one, is held here from now on. Nothing
    /// changed, and members of ordinary conversations know from their snapshots. Those of large ones are told
    /// only of those whom this node holds, so they may not.
    void announceReturned(PresenceChange change);

    /// Tells the members of the conversations that were left that the participant is no longer one of them. Says
    /// nothing of its presence: they are strangers now, but for those who share one of the remaining ones.
    void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining);
}
