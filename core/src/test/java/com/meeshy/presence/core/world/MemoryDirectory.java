package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A directory in memory.
public final class MemoryDirectory implements Directory {
    private final Map<ParticipantId, Participant> people = new ConcurrentHashMap<>();

    public Participant add(Participant participant) {
        people.put(participant.id(), participant);
        return participant;
    }

    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        Map<ParticipantId, Participant> found = new HashMap<>(people);
        found.keySet().retainAll(Set.copyOf(ids));
        return found;
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        return conversations.stream().distinct().collect(Collectors.toMap(each -> each, this::membersOf));
    }

    private Set<ParticipantId> membersOf(ConversationId conversation) {
        return people.values().stream()
                .filter(each -> each.conversations().contains(conversation))
                .map(Participant::id)
                .collect(Collectors.toSet());
    }
}
