package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Remembers which changes were announced.
public final class Announcements implements Announcer {
    private final List<PresenceChange> heard = new ArrayList<>();

    @Override
    public synchronized void announce(PresenceChange change) {
        heard.add(change);
    }

    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}

    /// Everything announced since the last call.
    public synchronized List<PresenceChange> take() {
        List<PresenceChange> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }
}
