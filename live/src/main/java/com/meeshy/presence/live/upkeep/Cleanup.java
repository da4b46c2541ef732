package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.port.LiveMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The maintenance job of SPEC §3.7: the sweep of zombies, guests who have left without a word, share links whose
/// time is over.
public final class Cleanup {
    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private final Sweep sweep;
    private final IdleGuests idleGuests;
    private final ExpiredLinks expiredLinks;
    private final ClockJumps clockJumps;
    private final LiveMeter meter;
    private final Time time;
    private volatile @Nullable CleanupReport last;
    private volatile boolean active = true;

    public Cleanup(
            Sweep sweep,
            IdleGuests idleGuests,
            ExpiredLinks expiredLinks,
            ClockJumps clockJumps,
            LiveMeter meter,
            Time time) {
        this.sweep = sweep;
        this.idleGuests = idleGuests;
        this.expiredLinks = expiredLinks;
        this.clockJumps = clockJumps;
        this.meter = meter;
        this.time = time;
    }

    /// Runs now; one run at a time. Nobody's stay is ended, and no link, while the clock is doubtful.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public synchronized CleanupReport run() throws InterruptedException {
        Moment start = time.moment();
        int zombies = sweep.run();
        if (clockJumps.isDoubtful()) {
            return finished(start, zombies, 0, 0);
        }
        int closed = idleGuests.close(start.at());
        int links = expiredLinks.deactivate(start.at());
        return finished(start, zombies, closed, links);
    }

    /// As [#run], out of turn.
    public CleanupReport runNow() {
        return toTheEnd(this::run);
    }

    /// Only takes zombies offline, out of turn.
    public CleanupReport sweepZombies() {
        return toTheEnd(this::runZombiesOnly);
    }

    private synchronized CleanupReport runZombiesOnly() throws InterruptedException {
        Moment start = time.moment();
        return finished(start, sweep.run(), 0, 0);
    }

    private static CleanupReport toTheEnd(Run run) {
        try {
            return run.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the run was interrupted", e);
        }
    }

    private CleanupReport finished(Moment start, int zombies, int closed, int links) {
        Duration took = time.since(start.nanos());
        CleanupReport report = new CleanupReport(start.at(), took.toMillis(), zombies, closed, links);
        last = report;
        meter.cleanedUp(start.at(), zombies);
        LOG.info("CLEANUP zombies={} guestsClosed={} linksDeactivated={} took={}", zombies, closed, links, took);
        return report;
    }

    /// Idle for longer than this without a connection: a zombie.
    public Duration zombieThreshold() {
        return sweep.zombieThreshold();
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

    /// A run that may be interrupted.
    @FunctionalInterface
    private interface Run {
        CleanupReport run() throws InterruptedException;
    }
}
