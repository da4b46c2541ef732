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

/// Who lives here and who talks with whom. Each third person is a guest.
final class Town implements Directory {
    private final List<ConversationId> conversations = new ArrayList<>();
    private final Map<ParticipantId, Participant> people = new LinkedHashMap<>();
    private final List<ParticipantId> everybody;

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

    Participant participant(ParticipantId id) {
        Participant found = people.get(id);
        if (found == null) {
            throw new IllegalArgumentException("nobody here is " + id);
        }
        return found;
    }

    /// @return whether that changed anything
    boolean join(ParticipantId id, ConversationId conversation) {
        Set<ConversationId> now = new HashSet<>(participant(id).conversations());
        return now.add(conversation) && settle(id, now);
    }

    /// @return whether that changed anything
    boolean leave(ParticipantId id, ConversationId conversation) {
        Set<ConversationId> now = new HashSet<>(participant(id).conversations());
        return now.remove(conversation) && settle(id, now);
    }

    boolean share(ParticipantId one, ParticipantId other) {
        if (one.equals(other)) {
            return true;
        }
        Set<ConversationId> theirs = participant(other).conversations();
        for (ConversationId each : participant(one).conversations()) {
            if (theirs.contains(each)) {
                return true;
            }
        }
        return false;
    }

    Set<ParticipantId> membersOf(ConversationId conversation) {
        Set<ParticipantId> members = new LinkedHashSet<>();
        for (Participant each : people.values()) {
            if (each.conversations().contains(conversation)) {
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
        people.put(id, new Participant(id, participant(id).name(), now));
        return true;
    }
}
