package com.meeshy.presence.core.port;

import com.meeshy.presence.core.presence.PresenceChange;

/// Tells viewers. Called by a shard, in the order of each participant's changes; must not block and must not throw.
public interface Announcer {
    /// Tells everybody who shares one of the subject's conversations, and the subject's own connections, once each.
    void announce(PresenceChange change);
}
