package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.view.MemberBroadcaster;
import com.meeshy.presence.live.view.Snapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Applies changes of the directory to live connections: a new member sees and is seen at once, a former one
/// stops seeing with the next event, a new name is shown.
public final class Visibility {
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Snapshots snapshots;
    private final MemberBroadcaster members;
    private final VisibilityRule rule;

    public Visibility(
            ParticipantLoader loader,
            Tracker tracker,
            LiveSessions sessions,
            Snapshots snapshots,
            MemberBroadcaster members,
            VisibilityRule rule) {
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.members = members;
        this.rule = rule;
    }

    /// The participants have other conversations or other names than before. Two reads for all of them, so they are
    /// few hundred at most. Blocks on directory and store, and may throw
    /// [com.meeshy.presence.core.port.StoreException]; for virtual threads.
    public void changed(Collection<ParticipantId> ids) {
        reread(ids)
                .forEach(stranger ->
                        announceUntracked(stranger, stranger.participant().conversations()));
    }

    /// The participants are members of these conversations now, whose members hear of it and no others. Blocks as
    /// [#changed].
    public void joined(Collection<ParticipantId> ids, Map<ParticipantId, Set<ConversationId>> conversations) {
        reread(ids).forEach(stranger -> {
            Participant participant = stranger.participant();
            Set<ConversationId> joined = new HashSet<>(conversations.getOrDefault(participant.id(), Set.of()));
            joined.retainAll(participant.conversations());
            announceUntracked(stranger, joined);
        });
    }

    /// The store said just now whether the participant is a member: when the tracker believes otherwise, it is
    /// read again. Blocks as [#changed].
    public void confirm(ParticipantId id, ConversationId conversation, boolean isMember) {
        Participant known = tracker.participant(id);
        if (known != null && known.conversations().contains(conversation) != isMember) {
            changed(List.of(id));
        }
    }

    /// The participant is no longer a member of this conversation. Blocks as [#changed].
    public void left(ParticipantId id, ConversationId conversation) {
        boolean tracked = tracker.participant(id) != null;
        reread(List.of(id));
        if (!tracked) {
            // Of the tracked, the tracker says so itself.
            tracker.membersChanged(Set.of(conversation));
            members.left(id, Set.of(conversation));
        }
    }

    /// The conversations became active or inactive: whom of their members the tracker knows. Nobody else is connected.
    ///
    /// @param members of those that are active
    public Set<ParticipantId> trackedOf(
            Set<ConversationId> conversations, Map<ConversationId, Set<ParticipantId>> members) {
        tracker.membersChanged(conversations);
        Set<ParticipantId> tracked = new HashSet<>();
        for (ConversationId conversation : conversations) {
            members.getOrDefault(conversation, Set.of()).stream()
                    .filter(member -> tracker.participant(member) != null)
                    .forEach(tracked::add);
            // Also those who are members no longer, because the conversation is over.
            tracker.attendance().forEach(conversation, view -> tracked.add(view.id()));
        }
        return tracked;
    }

    /// Applies what the directory says of the participants to tracker and sessions.
    ///
    /// @return those whom the tracker does not hold, so that others have not heard of them yet
    private List<Known> reread(Collection<ParticipantId> ids) {
        List<ReentrantLock> locks = sessions.locksOf(ids);
        locks.forEach(ReentrantLock::lock);
        try {
            List<Known> strangers = new ArrayList<>();
            for (Known known : loader.load(ids)) {
                if (!applied(known)) {
                    strangers.add(known);
                }
            }
            return strangers;
        } finally {
            locks.forEach(ReentrantLock::unlock);
        }
    }

    /// @return whether the tracker holds the participant
    private boolean applied(Known known) {
        Participant participant = known.participant();
        Participant before = tracker.participant(participant.id());
        tracker.update(participant);
        for (Session session : sessions.of(participant.id())) {
            session.execute(() -> follow(session, participant));
        }
        if (before != null && !before.name().equals(participant.name())) {
            announceName(known);
        }
        return before != null;
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

    /// Somebody who has not been here lately: the members of these conversations hear that it is one of them, and
    /// its name, which may be new.
    private void announceUntracked(Known known, Set<ConversationId> conversations) {
        tracker.membersChanged(conversations);
        tracker.told(known);
        members.joined(known.view(), rule.ordinary(conversations));
    }

    /// Members of large conversations see the name with the next change.
    private void announceName(Known known) {
        Participant participant = known.participant();
        PresenceView live = tracker.live(participant.id());
        PresenceView view = live == null ? known.view() : live.named(participant.name());
        members.renamed(view, rule.ordinary(participant.conversations()));
    }
}
