package com.meeshy.presence.live.session;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Session;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes the session of somebody verified known to this node: loads the participant, joins its rooms, tells the
/// tracker. Wholly or not at all.
public final class Registration {
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Departures departures;

    public Registration(ParticipantLoader loader, Tracker tracker, LiveSessions sessions, Departures departures) {
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.departures = departures;
    }

    /// For a session that is among the live ones; when it fails, it is there no longer. Blocks until viewers
    /// have been told. When it returns a participant, whoever notices the end of the session calls
    /// [Departures#leave].
    ///
    /// @return null when there is no such participant
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    /// @throws java.util.concurrent.CompletionException when the tracker failed
    @Nullable
    Participant register(Session session, Verified verified) throws InterruptedException {
        ParticipantId id = verified.id();
        ReentrantLock lock = sessions.lockOf(id);
        boolean registered = false;
        lock.lock();
        try {
            Known known = loader.load(id);
            if (known == null) {
                return null;
            }
            session.execute(() -> join(session, verified, known.participant()));
            tracker.connected(known, session.id()).join();
            registered = true;
            return known.participant();
        } finally {
            lock.unlock();
            if (!registered) {
                undo(session, id);
            }
        }
    }

    private void join(Session session, Verified verified, Participant participant) {
        session.verified(verified);
        if (session.phase() == Session.Phase.SIGNING_IN) {
            departures.watchExpiry(session);
            session.follow(participant);
        }
    }

    /// However far it came: what was not done is not undone.
    private void undo(Session session, ParticipantId id) {
        sessions.remove(id, session);
        tracker.closed(id, session.id(), Ending.GOODBYE);
        session.execute(() -> {
            session.unfollow(id);
            departures.watchExpiry(session);
        });
    }
}
