package com.meeshy.presence.server.maintenance;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.store.Guests;
import com.meeshy.presence.server.store.Storage;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The maintenance job of SPEC §3.7. A participant with a live connection is never touched, however idle: the
/// store only names candidates, the participant's shard decides.
public final class Cleanup {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);
    private static final Duration GUEST_IDLE = Duration.ofHours(24);
    private static final int BATCH = 1_000;

    private final Tracker tracker;
    private final PresenceStore store;
    private final ParticipantLoader loader;
    private final Guests guests;
    private final Duration zombieThreshold;
    private final PresenceMetrics metrics;
    private final InstantSource clock;
    private volatile @Nullable CleanupReport last;
    private volatile boolean active = true;

    public Cleanup(
            Tracker tracker,
            Storage storage,
            ParticipantLoader loader,
            Duration zombieThreshold,
            PresenceMetrics metrics,
            InstantSource clock) {
        this.tracker = tracker;
        this.store = storage.presence();
        this.loader = loader;
        this.guests = storage.guests();
        this.zombieThreshold = zombieThreshold;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Runs now; one run at a time.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public synchronized CleanupReport run() throws InterruptedException {
        Instant start = clock.instant();
        int zombies = sweepZombies(start);
        int closed = guests.closeIdle(start.minus(GUEST_IDLE), tracker::isHeld).size();
        int links = guests.deactivateExpiredLinks(start).size();
        return finished(start, zombies, closed, links);
    }

    /// Only takes zombies offline.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public synchronized CleanupReport runZombiesOnly() throws InterruptedException {
        Instant start = clock.instant();
        return finished(start, sweepZombies(start), 0, 0);
    }

    private CleanupReport finished(Instant start, int zombies, int closed, int links) {
        CleanupReport report =
                new CleanupReport(start, zombies, closed, links, Duration.between(start, clock.instant()));
        last = report;
        metrics.zombiesCleaned(zombies);
        metrics.cleanedUp(start);
        LOG.info(
                "CLEANUP zombies={} guestsClosed={} linksDeactivated={} took={}",
                zombies,
                closed,
                links,
                report.took());
        return report;
    }

    /// Idle for longer than this without a connection: a zombie.
    public Duration zombieThreshold() {
        return zombieThreshold;
    }

    /// The scheduled run: remembers whether it went well.
    public void runInTurn() {
        active = false;
        try {
            run();
            active = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the last scheduled run, if there was one, did not fail.
    public boolean isActive() {
        return active;
    }

    /// The last run, null before the first.
    public @Nullable CleanupReport last() {
        return last;
    }

    private int sweepZombies(Instant now) throws InterruptedException {
        Instant cutoff = now.minus(zombieThreshold);
        int swept = 0;
        List<ParticipantId> candidates = candidates(cutoff);
        while (!candidates.isEmpty()) {
            for (Known known : loader.load(candidates)) {
                CompletableFuture<PresenceView> done = tracker.abandoned(known, now, Cause.ZOMBIE);
                swept += done.join().isOnline() ? 0 : 1;
            }
            // Those just swept are stored as online until the writer has caught up: the next run sees the rest.
            candidates = candidates.size() < BATCH ? List.of() : candidates(cutoff);
        }
        return swept;
    }

    /// Stored as online and idle, but nobody holds a connection for them. The idle who are connected are stored
    /// alike and may be the oldest, so as many rows more are asked for as there are participants held.
    private List<ParticipantId> candidates(Instant cutoff) {
        List<ParticipantId> candidates = new ArrayList<>();
        for (StoredPresence stored : store.onlineAndIdleSince(cutoff, tracker.size() + BATCH)) {
            PresenceView live = tracker.live(stored.id());
            if (live == null || (live.isOnline() && !tracker.isHeld(stored.id()))) {
                candidates.add(stored.id());
            }
        }
        return candidates;
    }
}
