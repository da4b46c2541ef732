package com.meeshy.presence.core.upkeep;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// This node's lease, and the participants whom other nodes left online (SPEC §3.6, §3.8): once their time to
/// come back is over, those who did not are offline. After a crash that is [Neighbours#SILENT_WHEN_DEAD]; after a clean
/// stop, which leaves no lease, the drain grace. As long as another node lives nobody is settled: who is online
/// without a connection here may have one there.
public final class Succession {
    private static final int PAGE = 1_000;

    private final NodeId self;
    private final NodeLeases leases;
    private final PresenceStore store;
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final Duration drainGrace;
    private @Nullable Neighbours neighbours;
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
    public void tick(Time time) throws InterruptedException {
        Moment now = time.moment();
        Map<NodeId, Instant> found = leases.all();
        Neighbours others = neighbours;
        if (others == null) {
            others = new Neighbours(self, drainGrace, found, now);
            neighbours = others;
        } else {
            others.look(found, now);
        }
        leases.renew(self, now.at());
        settled = settled && !others.areAny();
        if (!settled && !retiring && others.maySettle(now)) {
            if (others.haveLived()) {
                tracker.wasNotAloneUntil(now.at());
            }
            takeOver(others.ended());
            others.settle().forEach(leases::release);
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
        Neighbours others = neighbours;
        if (others != null) {
            others.notSeenAlive().forEach(leases::release);
        }
    }

    private void takeOver(Instant ended) throws InterruptedException {
        List<StoredPresence> page = store.online(null, PAGE);
        while (!page.isEmpty()) {
            List<ParticipantId> orphans = page.stream()
                    .map(StoredPresence::id)
                    .filter(id -> !tracker.isHeld(id))
                    .toList();
            for (Known known : loader.load(orphans)) {
                tracker.abandoned(known, ended, Cause.NODE_DEATH);
            }
            page = store.online(page.getLast().id(), PAGE);
        }
    }
}
