package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Set;

/// A participant as others see them: the name on the wire and the active conversations that decide who may see
/// it.
///
/// @param name displayName, else "first last", else username; when all are blank, the id: never blank
/// @param conversations active conversations with an active membership, each once
public record Participant(ParticipantId id, String name, Set<ConversationId> conversations) {
    public Participant {
        name = name.isBlank() ? id.text() : name;
        conversations = Set.copyOf(conversations);
    }
}
