package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Applies changes of the directory to live connections: a new member sees and is seen at once, a former one
/// stops seeing with the next event, a new name is shown.
public final class Visibility {
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Snapshots snapshots;
    private final MemberBroadcaster members;
    private final Predicate<ConversationId> isLarge;

    public Visibility(
            ParticipantLoader loader,
            Tracker tracker,
            LiveSessions sessions,
            Snapshots snapshots,
            MemberBroadcaster members,
            Predicate<ConversationId> isLarge) {
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.members = members;
        this.isLarge = isLarge;
    }

    /// The participant has other conversations or another name than before. Blocks on directory and store, and
    /// may throw [com.meeshy.presence.core.port.StoreException]; for virtual threads.
    public void changed(ParticipantId id) {
        Known stranger = reread(id);
        if (stranger != null) {
            announceUntracked(stranger);
        }
    }

    /// The store said just now whether the participant is a member: when the tracker believes otherwise, it is
    /// read again. Blocks as [#changed].
    void confirm(ParticipantId id, ConversationId conversation, boolean isMember) {
        Participant known = tracker.participant(id);
        if (known != null && known.conversations().contains(conversation) != isMember) {
            changed(id);
        }
    }

    /// The participant is no longer a member of this conversation. Blocks as [#changed].
    public void left(ParticipantId id, ConversationId conversation) {
        boolean tracked = tracker.participant(id) != null;
        reread(id);
        if (!tracked) {
            // Of the tracked, the tracker says so itself.
            tracker.membersChanged(Set.of(conversation));
            members.left(id, Set.of(conversation));
        }
    }

    /// The conversations changed members or became active or inactive. Reads those again whom the tracker knows:
    /// nobody else is connected. Blocks as [#changed].
    public void changed(Map<ConversationId, Set<ParticipantId>> conversations) {
        tracker.membersChanged(conversations.keySet());
        Set<ParticipantId> tracked = new HashSet<>();
        conversations.forEach((conversation, now) -> {
            now.stream().filter(member -> tracker.participant(member) != null).forEach(tracked::add);
            // Also those who are members no longer, because the conversation is over.
            tracker.attendance().forEach(conversation, view -> tracked.add(view.id()));
        });
        tracked.forEach(this::changed);
    }

    /// Applies what the directory says of the participant to tracker and sessions.
    ///
    /// @return the participant when the tracker does not hold it, so that others have not heard of it yet
    private @Nullable Known reread(ParticipantId id) {
        ReentrantLock lock = sessions.lockOf(id);
        lock.lock();
        try {
            Known known = loader.load(id);
            if (known == null) {
                return null;
            }
            Participant before = tracker.participant(id);
            tracker.update(known.participant());
            for (Session session : sessions.of(id)) {
                session.connection().execute(() -> follow(session, known.participant()));
            }
            if (before != null && !before.name().equals(known.participant().name())) {
                announceName(known);
            }
            return before == null ? known : null;
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
            snapshots.ofJoined(session, participant, added);
        }
    }

    /// Somebody who has not been here lately: the members of its conversations hear that it is one of them, and
    /// its name, which may be new.
    private void announceUntracked(Known known) {
        tracker.membersChanged(known.participant().conversations());
        tracker.told(known);
        members.joined(known.view(), ordinary(known.participant()));
    }

    /// Members of large conversations see the name with the next change.
    private void announceName(Known known) {
        Participant participant = known.participant();
        PresenceView live = tracker.live(participant.id());
        PresenceView view = live == null ? known.view() : live.named(participant.name());
        members.renamed(view, ordinary(participant));
    }

    private List<ConversationId> ordinary(Participant participant) {
        return participant.conversations().stream().filter(isLarge.negate()).toList();
    }
}
