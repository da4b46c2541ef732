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

    private boolean failing;

    @Override
    public synchronized void announce(PresenceChange change) {
        if (failing) {
            failing = false;
            throw new IllegalStateException("planted");
        }
        heard.add(change);
    }

    /// The next announcement is lost with an exception.
    public synchronized void failOnce() {
        failing = true;
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
