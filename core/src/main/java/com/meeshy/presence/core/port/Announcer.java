package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.Set;

/// Tells viewers. Called by a shard, in the order of each participant's changes; must not block and must not
/// throw.
public interface Announcer {
    /// Where nobody looks.
    Announcer NOBODY = new Announcer() {
        @Override
        public void announce(PresenceChange change) {}

        @Override
        public void announceReturned(PresenceChange change) {}

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}
    };

    /// Tells everybody who shares one of the subject's conversations, and the subject's own connections, once
    /// each. When the cause is `JOINED`, clients that keep the members of each conversation add the subject to
    /// those of the audience.
    void announce(PresenceChange change);

    /// Somebody who had been left online by another node, or an earlier one, is held here from now on. Nothing
    /// changed, and members of ordinary conversations know from their snapshots. Those of large ones are told
    /// only of those whom this node holds, so they may not.
    void announceReturned(PresenceChange change);

    /// Tells the members of the conversations that were left that the participant is no longer one of them. Says
    /// nothing of its presence: they are strangers now, but for those who share one of the remaining ones.
    void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining);
}
