package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Remembers which changes were announced.
public final class Announcements implements Announcer {
    private final List<PresenceChange> heard = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();

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
    public synchronized void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
        this.joined.add(new Joined(view, joined));
    }

    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}

    /// Who joined what since the last call.
    public synchronized List<Joined> takeJoined() {
        List<Joined> taken = List.copyOf(joined);
        joined.clear();
        return taken;
    }

    /// Somebody became a member of conversations.
    public record Joined(PresenceView view, Set<ConversationId> conversations) {}

    /// How many changes were announced since they were last taken.
    public synchronized int count() {
        return heard.size();
    }

    /// Everything announced since the last call.
    public synchronized List<PresenceChange> take() {
        List<PresenceChange> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }
}
