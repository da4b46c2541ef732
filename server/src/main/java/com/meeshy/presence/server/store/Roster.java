package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Set;

/// A conversation with the ids of its active members, registered and anonymous, each once.
public record Roster(Conversation conversation, Set<ParticipantId> members) {
    public Roster {
        members = Set.copyOf(members);
    }
}
