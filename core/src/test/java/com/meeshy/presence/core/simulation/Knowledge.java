package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.audience.Snapshot;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one client knows of the others: the model of what the client package has to do with what it is told.
final class Knowledge {
    private final ParticipantId self;
    private final Map<ParticipantId, Heard> people = new HashMap<>();
    private final Map<ConversationId, Set<ParticipantId>> members = new HashMap<>();
    private final Map<ConversationId, Long> memberChange = new HashMap<>();
    private final Map<ConversationId, Set<ParticipantId>> crowds = new HashMap<>();
    private long order;
    private long highestVersion = -1;
    private boolean whole;

    Knowledge(ParticipantId self) {
        this.self = self;
    }

    /// A position in the stream of what was heard: what came before it yields to an answer, what came after
    /// does not.
    long mark() {
        return order++;
    }

    /// The high-water mark to resume from, negative when the client never had a whole snapshot.
    long highestVersion() {
        return whole ? highestVersion : -1;
    }

    Collection<PresenceView> views() {
        return people.values().stream().map(Heard::view).toList();
    }

    @Nullable
    PresenceView of(ParticipantId id) {
        Heard heard = people.get(id);
        return heard == null ? null : heard.view();
    }

    /// The conversations whose members it knows.
    Set<ConversationId> followed() {
        return Set.copyOf(members.keySet());
    }

    void heard(PresenceView view) {
        Heard known = people.get(view.id());
        if (known == null || isNewer(view, known.view())) {
            put(view);
        }
    }

    /// The client looks at this conversation: if it is large, it is told of those who are there.
    void opened(ConversationId conversation) {
        crowds.putIfAbsent(conversation, new HashSet<>());
    }

    void shut(ConversationId conversation) {
        crowds.remove(conversation);
        forgetStrangers();
    }

    /// A new connection has opened nothing yet.
    void shutAll() {
        crowds.clear();
        forgetStrangers();
    }

    /// Heard of through a large conversation.
    void heardInCrowd(ConversationId conversation, PresenceView view) {
        Set<ParticipantId> there = crowds.get(conversation);
        if (there != null) {
            there.add(view.id());
            heard(view);
        }
    }

    void joined(PresenceView view, Collection<ConversationId> conversations, long now) {
        heard(view);
        for (ConversationId each : conversations) {
            Set<ParticipantId> there = members.get(each);
            if (there != null && there.add(view.id())) {
                memberChange.put(each, now);
            }
        }
    }

    void left(ParticipantId who, Collection<ConversationId> conversations, long now) {
        for (ConversationId each : conversations) {
            Set<ParticipantId> there = members.get(each);
            Set<ParticipantId> crowd = crowds.get(each);
            if (crowd != null) {
                crowd.remove(who);
            }
            if (who.equals(self)) {
                crowds.remove(each);
                unfollow(each, now);
            } else if (there != null && there.remove(who)) {
                memberChange.put(each, now);
            }
        }
        forgetStrangers();
    }

    /// The conversation has become large: individual events are only for those who open it.
    void unfollow(ConversationId conversation, long now) {
        Set<ParticipantId> before = members.remove(conversation);
        Set<ParticipantId> crowd = crowds.get(conversation);
        if (before != null && crowd != null) {
            crowd.addAll(before);
        }
        memberChange.put(conversation, now);
        forgetStrangers();
    }

    /// @param since the position at which the client asked: what it heard later on this connection may be newer
    void snapshot(Snapshot snapshot, long since, long now) {
        for (PresenceView view : snapshot.views()) {
            Heard known = people.get(view.id());
            if (known == null || known.order() <= since || isNewer(view, known.view())) {
                put(view);
            }
        }
        if (snapshot.complete()) {
            members.clear();
            whole = true;
        }
        snapshot.members().forEach((conversation, all) -> {
            members.put(conversation, new HashSet<>(all));
            memberChange.put(conversation, now);
        });
        if (snapshot.complete() || !snapshot.members().isEmpty()) {
            forgetStrangers();
        }
    }

    /// Whether somebody joined or left lately, or a snapshot came: then a digest proves nothing.
    boolean membersChangedSince(ConversationId conversation, long millis) {
        Long changed = memberChange.get(conversation);
        return changed != null && changed > millis;
    }

    /// Whether the client seems to have missed something. To be asked when the digest comes: every change that it
    /// covers was sent before it.
    boolean differsFrom(PresenceDigest digest) {
        Set<ParticipantId> there = members.get(digest.conversation());
        if (there == null) {
            return true;
        }
        List<PresenceView> known = new ArrayList<>();
        for (ParticipantId each : there) {
            Heard heard = people.get(each);
            if (heard == null) {
                return true;
            }
            if (digest.isOvertakenBy(heard.view())) {
                return false;
            }
            known.add(heard.view());
        }
        return !digest.agreesWith(known);
    }

    private void put(PresenceView view) {
        people.put(view.id(), new Heard(view, order++));
        highestVersion = Math.max(highestVersion, view.version());
    }

    private void forgetStrangers() {
        Set<ParticipantId> visible = new HashSet<>();
        visible.add(self);
        members.values().forEach(visible::addAll);
        crowds.values().forEach(visible::addAll);
        people.keySet().retainAll(visible);
    }

    private static boolean isNewer(PresenceView view, PresenceView known) {
        if (view.version() != known.version()) {
            return view.version() > known.version();
        }
        return view.lastActiveAt() != null
                && (known.lastActiveAt() == null || view.lastActiveAt().isAfter(known.lastActiveAt()));
    }

    private record Heard(PresenceView view, long order) {}
}
