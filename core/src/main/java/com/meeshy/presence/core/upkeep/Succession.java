package com.meeshy.presence.core.upkeep;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// This node's lease, and the participants whom an earlier node left online (SPEC §3.6, §3.8): once their time to
/// come back is over, those who did not are offline. After a crash that is [#RETURN_AFTER_CRASH] from the start;
/// after a clean stop, which leaves no lease, the drain grace.
public final class Succession {
    /// Clients come back within 5 s by themselves; SPEC §3.6 allows 15 s.
    public static final Duration RETURN_AFTER_CRASH = Duration.ofSeconds(10);

    private static final int PAGE = 1_000;

    private final NodeId self;
    private final NodeLeases leases;
    private final PresenceStore store;
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final Duration drainGrace;
    private @Nullable Predecessors left;
    private volatile boolean settled;
    private volatile boolean retiring;

    public Succession(
            NodeId self,
            NodeLeases leases,
            PresenceStore store,
            ParticipantLoader loader,
            Tracker tracker,
            Duration drainGrace) {
        this.self = self;
        this.leases = leases;
        this.store = store;
        this.loader = loader;
        this.tracker = tracker;
        this.drainGrace = drainGrace;
    }

    /// Renews the lease, and takes over when it is time. Called every few seconds by a job; what failed is
    /// tried again at the next call.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public void tick(InstantSource clock) throws InterruptedException {
        Instant now = clock.instant();
        Predecessors before = left;
        if (before == null) {
            before = new Predecessors(new HashMap<>(leases.all()), now);
            left = before;
        }
        leases.renew(self, now);
        if (!settled && !retiring && !now.isBefore(before.mayReturnUntil(drainGrace))) {
            takeOver(before);
            settled = true;
        }
    }

    /// Whether those left online have been dealt with, and this node does not hand over its own. Otherwise
    /// somebody who is online without a connection may be on the way: no sweep and no digests.
    public boolean isSettled() {
        return settled && !retiring;
    }

    /// This node begins to hand over its connections.
    public void retire() {
        retiring = true;
    }

    /// This node has handed over its connections and stops. If it had not settled those of a dead node yet,
    /// they are handed on with its own: the successor must not take the old lease for a crash of its own time.
    public void release() {
        leases.release(self);
        if (!settled && left != null) {
            left.dead().keySet().forEach(leases::release);
        }
    }

    private void takeOver(Predecessors before) throws InterruptedException {
        List<StoredPresence> page = store.online(null, PAGE);
        while (!page.isEmpty()) {
            List<ParticipantId> orphans = page.stream()
                    .map(StoredPresence::id)
                    .filter(id -> !tracker.isHeld(id))
                    .toList();
            for (Known known : loader.load(orphans)) {
                tracker.abandoned(known, before.ended(), Cause.NODE_DEATH);
            }
            page = store.online(page.getLast().id(), PAGE);
        }
        before.dead().keySet().stream().filter(node -> !node.equals(self)).forEach(leases::release);
    }

    /// The nodes that were here before, as found at the first look.
    ///
    /// @param dead by their last sign of life; empty after a clean stop
    private record Predecessors(Map<NodeId, Instant> dead, Instant foundAt) {
        Instant mayReturnUntil(Duration drainGrace) {
            return foundAt.plus(dead.isEmpty() ? drainGrace : RETURN_AFTER_CRASH);
        }

        /// When the connections ended, as far as anybody knows.
        Instant ended() {
            return dead.values().stream()
                    .filter(sign -> !sign.isAfter(foundAt))
                    .max(Instant::compareTo)
                    .orElse(foundAt);
        }
    }
}
