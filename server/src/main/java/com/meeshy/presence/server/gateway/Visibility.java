package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.socketio.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Applies changes of the directory to live connections: a new member sees and is seen at once, a former one
/// stops seeing with the next event, a new name is shown.
public final class Visibility {
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Snapshots snapshots;
    private final Namespace namespace;
    private final Predicate<ConversationId> isLarge;
    private final Executor virtualThreads;

    public Visibility(
            ParticipantLoader loader,
            Tracker tracker,
            LiveSessions sessions,
            Snapshots snapshots,
            Namespace namespace,
            Predicate<ConversationId> isLarge,
            Executor virtualThreads) {
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.namespace = namespace;
        this.isLarge = isLarge;
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
            Participant before = tracker.participant(id);
            tracker.update(known.participant());
            for (Session session : sessions.of(id)) {
                session.connection().execute(() -> follow(session, known.participant()));
            }
            if (before == null) {
                announceUntracked(known);
            } else if (!before.name().equals(known.participant().name())) {
                announceName(known);
            }
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
            virtualThreads.execute(() -> snapshots.ofJoined(session, participant, added));
        }
    }

    /// The conversations changed members or became active or inactive. Reads those again whom the tracker knows:
    /// nobody else is connected. Blocks as [#changed].
    public void changed(Map<ConversationId, Set<ParticipantId>> conversations) {
        tracker.membersChanged(conversations.keySet());
        conversations.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .filter(member -> tracker.participant(member) != null)
                .forEach(this::changed);
    }

    /// Somebody who has not been here lately: the members of each conversation hear that it is one of them, and
    /// its name, which may be new.
    private void announceUntracked(Known known) {
        PresenceView view = known.view();
        tracker.membersChanged(known.participant().conversations());
        for (ConversationId each : ordinary(known.participant())) {
            namespace
                    .to(Rooms.of(each))
                    .emit(ServerEvent.USER_STATUS, Payload.UserStatus.of(view, List.of(each.toString())));
        }
    }

    /// It is no change of presence: the version stays. Members of large conversations see the name with the next
    /// change.
    private void announceName(Known known) {
        Participant participant = known.participant();
        PresenceView live = tracker.live(participant.id());
        PresenceView view = live == null ? known.view() : live.named(participant.name());
        namespace
                .to(Rooms.audienceOf(participant.id(), ordinary(participant)))
                .emitLatest(participant.id(), ServerEvent.USER_STATUS, Payload.UserStatus.of(view));
    }

    private List<ConversationId> ordinary(Participant participant) {
        return participant.conversations().stream().filter(isLarge.negate()).toList();
    }
}
