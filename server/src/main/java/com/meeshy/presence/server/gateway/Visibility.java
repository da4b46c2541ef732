package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.socketio.Namespace;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/// Applies changes of the directory to live connections: a new member sees and is seen at once, a former one
/// stops seeing with the next event, a new name is shown.
public final class Visibility {
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Greeting greeting;
    private final Namespace namespace;
    private final Executor virtualThreads;

    public Visibility(
            ParticipantLoader loader,
            Tracker tracker,
            LiveSessions sessions,
            Greeting greeting,
            Namespace namespace,
            Executor virtualThreads) {
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.greeting = greeting;
        this.namespace = namespace;
        this.virtualThreads = virtualThreads;
    }

    /// The participant has other conversations or another name than before. Blocks on directory and store, and
    /// may throw [com.meeshy.presence.core.port.StoreException]; for virtual threads.
    public void changed(ParticipantId id) {
        ReentrantLock lock = sessions.lockOf(id);
        lock.lock();
        try {
            Known known = loader.load(id);
            if (known == null) {
                return;
            }
            tracker.update(known.participant());
            for (Session session : sessions.of(id)) {
                session.connection().execute(() -> follow(session, known.participant()));
            }
            announce(known);
        } finally {
            lock.unlock();
        }
    }

    private void follow(Session session, Participant participant) {
        if (session.phase() != Session.Phase.PRESENT && session.phase() != Session.Phase.SIGNING_IN) {
            return;
        }
        Set<ConversationId> added = session.follow(participant);
        if (!added.isEmpty()) {
            virtualThreads.execute(() -> greeting.snapshot(session, participant));
        }
    }

    /// Tells the viewers, new ones among them, what the subject looks like now. It is no change of presence:
    /// the version stays.
    private void announce(Known known) {
        Participant participant = known.participant();
        PresenceView live = tracker.live(participant.id());
        PresenceView view = live == null ? known.view() : live.named(participant.name());
        namespace
                .to(Rooms.audienceOf(participant.id(), participant.conversations()))
                .emitLatest(participant.id(), ServerEvent.USER_STATUS, Payload.UserStatus.of(view));
    }
}
