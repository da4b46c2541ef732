package com.meeshy.presence.core.world;

import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import java.util.ArrayList;
import java.util.List;

/// Remembers what was announced.
public final class Announcements implements Announcer {
    private final List<PresenceChange> heard = new ArrayList<>();

    @Override
    public synchronized void announce(PresenceChange change) {
        heard.add(change);
    }

    /// Everything announced since the last call.
    public synchronized List<PresenceChange> take() {
        List<PresenceChange> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }
}
