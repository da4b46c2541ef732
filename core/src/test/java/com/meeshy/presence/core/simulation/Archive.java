package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The store, which can be away or slow for a while. What it acknowledged it keeps, whatever happens to a node.
final class Archive implements PresenceStore, NodeLeases {
    private final MemoryStore rows = new MemoryStore();
    private final Map<NodeId, Instant> leases = new HashMap<>();
    private final Timeline timeline;
    private final Invariants invariants;
    private final Defect defect;
    private long awayUntil;
    private long slowUntil;

    Archive(Timeline timeline, Invariants invariants, Defect defect) {
        this.defect = defect;
        this.timeline = timeline;
        this.invariants = invariants;
    }

    void goAwayFor(long millis) {
        awayUntil = Math.max(awayUntil, timeline.millis() + millis);
        invariants.storeInTroubleUntil(awayUntil);
    }

    void slowDownFor(long millis) {
        slowUntil = Math.max(slowUntil, timeline.millis() + millis);
        invariants.storeInTroubleUntil(slowUntil);
    }

    void recover() {
        awayUntil = 0;
        slowUntil = 0;
    }

    boolean isAway() {
        return timeline.millis() < awayUntil;
    }

    boolean isSlow() {
        return timeline.millis() < slowUntil;
    }

    @Nullable
    StoredPresence row(ParticipantId id) {
        return rows.get(id);
    }

    @Override
    public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
        answer();
        return rows.load(ids);
    }

    @Override
    public void write(Collection<StoredPresence> states) {
        answer();
        for (StoredPresence state : states) {
            StoredPresence before = rows.get(state.id());
            rows.write(List.of(state));
            invariants.stored(before, state);
        }
    }

    @Override
    public int setBack(Instant latest, Instant now) {
        answer();
        return defect == Defect.FUTURE_KEPT ? 0 : rows.setBack(latest, now);
    }

    @Override
    public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
        answer();
        return rows.onlineAndIdleSince(cutoff, limit);
    }

    @Override
    public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
        answer();
        return rows.online(after, limit);
    }

    @Override
    public PresenceCounts counts() {
        answer();
        return rows.counts();
    }

    @Override
    public void renew(NodeId node, Instant at) {
        answer();
        leases.put(node, defect == Defect.LEASE_STANDS_STILL ? Instant.MAX : at);
    }

    @Override
    public void release(NodeId node) {
        answer();
        leases.remove(node);
    }

    @Override
    public Map<NodeId, Instant> all() {
        answer();
        return Map.copyOf(leases);
    }

    private void answer() {
        if (isAway()) {
            throw new StoreException("the store is away");
        }
    }
}
