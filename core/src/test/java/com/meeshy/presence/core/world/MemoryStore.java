package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A presence store in memory that can be sent away, and that counts the writes of each participant.
public final class MemoryStore implements PresenceStore {
    private final Map<ParticipantId, StoredPresence> rows = new ConcurrentHashMap<>();
    private final Map<ParticipantId, AtomicInteger> writes = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean away;

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    public void put(StoredPresence row) {
        rows.put(row.id(), row);
    }

    public @Nullable StoredPresence get(ParticipantId id) {
        return rows.get(id);
    }

    /// How often anything was written, however much at once.
    public int writeCalls() {
        return calls.get();
    }

    public int writesOf(ParticipantId id) {
        AtomicInteger count = writes.get(id);
        return count == null ? 0 : count.get();
    }

    @Override
    public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
        failWhenAway();
        Map<ParticipantId, StoredPresence> found = new HashMap<>();
        for (ParticipantId id : ids) {
            StoredPresence row = rows.get(id);
            if (row != null) {
                found.put(id, row);
            }
        }
        return found;
    }

    @Override
    public void write(Collection<StoredPresence> states) {
        failWhenAway();
        calls.incrementAndGet();
        for (StoredPresence state : states) {
            rows.merge(state.id(), state, MemoryStore::newer);
            writes.computeIfAbsent(state.id(), id -> new AtomicInteger()).incrementAndGet();
        }
    }

    @Override
    public int setBack(Instant latest, Instant now) {
        failWhenAway();
        int wrong = 0;
        for (StoredPresence row : List.copyOf(rows.values())) {
            if (row.lastActiveAt() != null && row.lastActiveAt().isAfter(latest)) {
                Instant seen = row.lastSeen() != null && row.lastSeen().isAfter(latest) ? now : row.lastSeen();
                rows.put(row.id(), new StoredPresence(row.id(), row.isOnline(), seen, now, row.version()));
                wrong++;
            }
        }
        return wrong;
    }

    @Override
    public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
        failWhenAway();
        return rows.values().stream()
                .filter(StoredPresence::isOnline)
                .filter(row -> row.lastActiveAt() == null || row.lastActiveAt().isBefore(cutoff))
                .limit(limit)
                .toList();
    }

    @Override
    public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
        failWhenAway();
        return rows.values().stream()
                .filter(StoredPresence::isOnline)
                .sorted(Comparator.comparing(row -> row.id().toString()))
                .filter(row -> after == null || row.id().toString().compareTo(after.toString()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public PresenceCounts counts() {
        failWhenAway();
        long online = rows.values().stream().filter(StoredPresence::isOnline).count();
        return new PresenceCounts(rows.size(), online, 0, 0);
    }

    private static StoredPresence newer(StoredPresence old, StoredPresence now) {
        if (now.version() < old.version()) {
            return old;
        }
        return new StoredPresence(
                now.id(),
                now.isOnline(),
                now.lastSeen() == null ? old.lastSeen() : now.lastSeen(),
                later(old.lastActiveAt(), now.lastActiveAt()),
                now.version());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private void failWhenAway() {
        if (away) {
            throw new StoreException("the store is away");
        }
    }
}
