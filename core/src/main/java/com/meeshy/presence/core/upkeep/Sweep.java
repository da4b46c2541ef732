package com.meeshy.presence.core.upkeep;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes zombies offline (SPEC §3.7): the store names candidates, their shards decide, so nobody connected is
/// ever swept, however idle. They were last seen when they were last active: nobody knows better.
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int PAGE = 1_000;

    private final PresenceStore store;
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final Duration zombieThreshold;
    private final Succession succession;
    private final InstantSource clock;

    public Sweep(
            PresenceStore store,
            ParticipantLoader loader,
            Tracker tracker,
            Duration zombieThreshold,
            Succession succession,
            InstantSource clock) {
        this.store = store;
        this.loader = loader;
        this.tracker = tracker;
        this.zombieThreshold = zombieThreshold;
        this.succession = succession;
        this.clock = clock;
    }

    /// @return how many candidates were handed to their shards
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away; run again later
    public int run() throws InterruptedException {
        setBack();
        if (!succession.isSettled()) {
            return 0;
        }
        Instant now = clock.instant();
        // The idle who are connected are stored alike and may be the oldest: ask for so many more.
        List<ParticipantId> candidates =
                store.onlineAndIdleSince(now.minus(zombieThreshold), PAGE + tracker.size()).stream()
                        .map(StoredPresence::id)
                        .filter(this::mayBeZombie)
                        .limit(PAGE)
                        .toList();
        List<Known> zombies = loader.load(candidates);
        for (Known each : zombies) {
            StoredPresence stored = each.presence();
            Instant lastActive = stored == null ? null : stored.lastActiveAt();
            tracker.abandoned(each, lastActive == null || lastActive.isAfter(now) ? now : lastActive, Cause.ZOMBIE);
        }
        return zombies.size();
    }

    /// Idle for longer than this without a connection: a zombie.
    public Duration zombieThreshold() {
        return zombieThreshold;
    }

    /// Corrects stored moments that are ahead of now: otherwise a zombie, or a guest who left, would stay for as
    /// long as the clock was wrong.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away; run again later
    public void setBack() {
        Instant now = clock.instant();
        int wrong = store.setBack(now.plus(Moments.AHEAD), now);
        if (wrong > 0) {
            LOG.warn("Stored moments were ahead of now and were set back: participants={}", wrong);
        }
    }

    private boolean mayBeZombie(ParticipantId id) {
        PresenceView live = tracker.live(id);
        return live == null || (live.isOnline() && !tracker.isHeld(id));
    }
}
