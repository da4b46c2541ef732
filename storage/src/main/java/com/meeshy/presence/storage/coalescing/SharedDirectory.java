package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// The directory, asked together by all who ask at the same time.
record SharedDirectory(
        ReadCoalescer<ParticipantId, Participant> participants,
        ReadCoalescer<ConversationId, Set<ParticipantId>> members)
        implements Directory {
    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        return participants.get(ids);
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        return members.get(conversations);
    }
}
