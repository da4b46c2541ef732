package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stored presence, loaded together by all who load at the same time; everything else as the store does it.
///
/// @param doesWithout whether nothing is known of anybody while the store is away, instead of a failure
record SharedPresence(PresenceStore store, ReadCoalescer<ParticipantId, StoredPresence> loads, boolean doesWithout)
        implements PresenceStore {
    @Override
    public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
        try {
            return loads.get(ids);
        } catch (StoreException e) {
            if (doesWithout) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public void write(Collection<StoredPresence> states) {
        store.write(states);
    }

    @Override
    public int setBack(Instant latest, Instant now) {
        return store.setBack(latest, now);
    }

    @Override
    public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
        return store.onlineAndIdleSince(cutoff, limit);
    }

    @Override
    public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
        return store.online(after, limit);
    }

    @Override
    public PresenceCounts counts() {
        return store.counts();
    }
}
