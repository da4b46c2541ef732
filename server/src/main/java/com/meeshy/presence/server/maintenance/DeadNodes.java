package com.meeshy.presence.server.maintenance;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's lease, and the participants that an earlier node left behind (SPEC §3.6). With one node, whoever
/// is stored as online at start was connected to a node that is dead: after a time for reconnecting, those who
/// did not return go offline.
public final class DeadNodes {
    private static final Logger LOG = LoggerFactory.getLogger(DeadNodes.class);

    /// Clients come back within 5 s by themselves, the longest first delay of socket.io-client being 1.5 s and
    /// the second 3 s; SPEC §3.6 allows 15 s.
    static final Duration RETURN_WITHIN = Duration.ofSeconds(10);

    private static final int PAGE = 1_000;

    private final NodeId self;
    private final NodeLeases leases;
    private final PresenceStore store;
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final InstantSource clock;
    private final Instant startedAt;
    private @Nullable Map<NodeId, Instant> dead;
    private boolean reconciled;

    public DeadNodes(
            NodeId self,
            NodeLeases leases,
            PresenceStore store,
            ParticipantLoader loader,
            Tracker tracker,
            InstantSource clock) {
        this.self = self;
        this.leases = leases;
        this.store = store;
        this.loader = loader;
        this.tracker = tracker;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// Renews the lease, and takes over from the dead once their time to return is over. Called every second or
    /// so by a job; what fails is tried again at the next call.
    public void tick() {
        Instant now = clock.instant();
        try {
            Map<NodeId, Instant> left = leftBefore();
            leases.renew(self, now);
            if (!reconciled && !now.isBefore(startedAt.plus(RETURN_WITHIN))) {
                reconcile(left);
                reconciled = true;
            }
        } catch (StoreException e) {
            LOG.warn("Lease not renewed, the store is away: reason={}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The leases found at the first look, before our own: also one of our own name is that of an earlier life.
    private Map<NodeId, Instant> leftBefore() {
        if (dead == null) {
            dead = leases.all();
        }
        return dead;
    }

    private void reconcile(Map<NodeId, Instant> dead) throws InterruptedException {
        Instant died = dead.values().stream().max(Instant::compareTo).orElse(startedAt);
        int left = 0;
        @Nullable ParticipantId after = null;
        List<StoredPresence> page = store.online(after, PAGE);
        while (!page.isEmpty()) {
            left += takeOffline(page, died);
            after = page.getLast().id();
            page = store.online(after, PAGE);
        }
        dead.keySet().stream().filter(node -> !node.equals(self)).forEach(leases::release);
        LOG.info(
                "CLEANUP after restart: deadNodes={} participantsTakenOffline={} diedAt={}", dead.keySet(), left, died);
    }

    private int takeOffline(List<StoredPresence> page, Instant died) throws InterruptedException {
        List<ParticipantId> orphans = page.stream()
                .map(StoredPresence::id)
                .filter(id -> !tracker.isHeld(id))
                .toList();
        int taken = 0;
        for (Known known : loader.load(orphans)) {
            taken += tracker.abandoned(known, died, Cause.NODE_DEATH).join().isOnline() ? 0 : 1;
        }
        return taken;
    }
}
