package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.world.People;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who lives here and who talks with whom. Each third person is a guest.
final class Town implements Directory {
    private static final long LINK_RENEWED_AFTER = 5 * 60_000;

    private final List<ConversationId> conversations = new ArrayList<>();
    private final Map<ParticipantId, Participant> people = new LinkedHashMap<>();
    private final List<ParticipantId> everybody;
    private final Set<ParticipantId> deactivated = new HashSet<>();
    private final Map<ParticipantId, Long> linkEndsAt = new HashMap<>();

    Town(int size, int conversationCount, Random random) {
        for (int i = 0; i < conversationCount; i++) {
            conversations.add(People.conversation(i));
        }
        for (int i = 0; i < size; i++) {
            Set<ConversationId> member = new HashSet<>();
            for (ConversationId each : conversations) {
                if (random.nextInt(3) > 0) {
                    member.add(each);
                }
            }
            ParticipantId id = i % 3 == 2 ? People.guest(i) : People.user(i);
            people.put(id, new Participant(id, "Person " + i, member));
        }
        everybody = List.copyOf(people.keySet());
    }

    List<ParticipantId> everybody() {
        return everybody;
    }

    List<ConversationId> conversations() {
        return conversations;
    }

    ConversationId conversation(long number) {
        return conversations.get((int) number);
    }

    /// As the directory tells: who is deactivated is in no conversation.
    Participant participant(ParticipantId id) {
        Participant found = member(id);
        return deactivated.contains(id) ? new Participant(id, found.name(), Set.of()) : found;
    }

    void deactivate(ParticipantId id) {
        deactivated.add(id);
    }

    void activate(ParticipantId id) {
        deactivated.remove(id);
    }

    boolean isDeactivated(ParticipantId id) {
        return deactivated.contains(id);
    }

    /// The share link of a guest ends then; some time later it is given a new one.
    void linkEnds(ParticipantId id, long atMillis) {
        linkEndsAt.put(id, atMillis);
    }

    /// When the guest's link ends or has ended, null while nobody knows of an end.
    @Nullable
    Long linkEnd(ParticipantId id, long nowMillis) {
        Long end = linkEndsAt.get(id);
        return end == null || end + LINK_RENEWED_AFTER < nowMillis ? null : end;
    }

    boolean isBarred(ParticipantId id, long nowMillis) {
        Long end = linkEnd(id, nowMillis);
        return isDeactivated(id) || (end != null && end <= nowMillis);
    }

    /// @return whether that changed anything
    boolean join(ParticipantId id, ConversationId conversation) {
        Set<ConversationId> now = new HashSet<>(member(id).conversations());
        return now.add(conversation) && settle(id, now);
    }

    /// @return whether that changed anything
    boolean leave(ParticipantId id, ConversationId conversation) {
        Set<ConversationId> now = new HashSet<>(member(id).conversations());
        return now.remove(conversation) && settle(id, now);
    }

    /// Whether they are members of one conversation; a deactivated user still is, for the last that is told of
    /// it.
    boolean share(ParticipantId one, ParticipantId other) {
        if (one.equals(other)) {
            return true;
        }
        Set<ConversationId> theirs = member(other).conversations();
        for (ConversationId each : member(one).conversations()) {
            if (theirs.contains(each)) {
                return true;
            }
        }
        return false;
    }

    Set<ParticipantId> membersOf(ConversationId conversation) {
        Set<ParticipantId> members = new LinkedHashSet<>();
        for (Participant each : people.values()) {
            if (each.conversations().contains(conversation) && !isDeactivated(each.id())) {
                members.add(each.id());
            }
        }
        return members;
    }

    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        Map<ParticipantId, Participant> found = new LinkedHashMap<>();
        for (ParticipantId id : ids) {
            found.put(id, participant(id));
        }
        return found;
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> asked) {
        Map<ConversationId, Set<ParticipantId>> members = new HashMap<>();
        for (ConversationId each : asked) {
            members.put(each, membersOf(each));
        }
        return members;
    }

    private boolean settle(ParticipantId id, Set<ConversationId> now) {
        people.put(id, new Participant(id, member(id).name(), now));
        return true;
    }

    private Participant member(ParticipantId id) {
        Participant found = people.get(id);
        if (found == null) {
            throw new IllegalArgumentException("nobody here is " + id);
        }
        return found;
    }
}
