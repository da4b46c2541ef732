package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// A directory whose answers are remembered.
///
/// @param standsIn whether memory answers while the store is away, if it knows all that is asked
record RememberedDirectory(Directory directory, OutageCache memory, boolean standsIn) implements Directory {
    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        try {
            return memory.read(() -> directory.participants(ids), (recent, found) -> recent.participants(ids, found));
        } catch (StoreException e) {
            Map<ParticipantId, Participant> remembered = standsIn ? memory.participants(ids) : null;
            if (remembered == null) {
                throw e;
            }
            return remembered;
        }
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        try {
            return memory.read(
                    () -> directory.members(conversations), (recent, found) -> recent.members(conversations, found));
        } catch (StoreException e) {
            Map<ConversationId, Set<ParticipantId>> remembered = standsIn ? memory.members(conversations) : null;
            if (remembered == null) {
                throw e;
            }
            return remembered;
        }
    }
}
