package com.meeshy.presence.server.maintenance;

import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.server.store.Guests;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The maintenance job of SPEC §3.7: the sweep of zombies, guests who have left without a word, share links whose
/// time is over.
public final class Cleanup {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private final Sweep sweep;
    private final IdleGuests idleGuests;
    private final Guests guests;
    private final Duration zombieThreshold;
    private final PresenceMetrics metrics;
    private final InstantSource clock;
    private volatile @Nullable CleanupReport last;
    private volatile boolean active = true;

    public Cleanup(
            Sweep sweep,
            IdleGuests idleGuests,
            Guests guests,
            Duration zombieThreshold,
            PresenceMetrics metrics,
            InstantSource clock) {
        this.sweep = sweep;
        this.idleGuests = idleGuests;
        this.guests = guests;
        this.zombieThreshold = zombieThreshold;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Runs now; one run at a time.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public synchronized CleanupReport run() throws InterruptedException {
        Instant start = clock.instant();
        int zombies = sweep.run();
        int closed = idleGuests.close(start);
        int links = guests.deactivateExpiredLinks(start).size();
        return finished(start, zombies, closed, links);
    }

    /// Only takes zombies offline.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public synchronized CleanupReport runZombiesOnly() throws InterruptedException {
        Instant start = clock.instant();
        return finished(start, sweep.run(), 0, 0);
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

    /// The scheduled run: remembers whether it went well. While it runs, the verdict of the one before stands.
    public void runInTurn() {
        try {
            run();
            active = true;
        } catch (InterruptedException e) {
            active = false;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            active = false;
            throw e;
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
}
