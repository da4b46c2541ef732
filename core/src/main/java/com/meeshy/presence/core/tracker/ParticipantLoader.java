package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads participants with their stored presence. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
public final class ParticipantLoader {
    private final Directory directory;
    private final PresenceStore store;

    public ParticipantLoader(Directory directory, PresenceStore store) {
        this.directory = directory;
        this.store = store;
    }

    /// The participant, or null when it does not exist.
    public @Nullable Known load(ParticipantId id) {
        List<Known> found = load(List.of(id));
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Those of the given participants that exist, in no order.
    public List<Known> load(Collection<ParticipantId> ids) {
        Map<ParticipantId, StoredPresence> presences = store.load(ids);
        return directory.participants(ids).values().stream()
                .map(participant -> new Known(participant, presences.get(participant.id())))
                .toList();
    }
}
