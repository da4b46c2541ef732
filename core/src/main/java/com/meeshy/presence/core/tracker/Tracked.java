package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.core.presence.Presence;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/// One participant in a shard. Written by the shard alone, read by everybody; only the activity mark is written
/// by others.
final class Tracked {
    private static final long NEVER = Long.MIN_VALUE;

    /// Saves the 16 bytes of an `AtomicLong` for each participant.
    private static final AtomicLongFieldUpdater<Tracked> TOUCHED =
            AtomicLongFieldUpdater.newUpdater(Tracked.class, "touchedMillis");

    /// Last activity in epoch milliseconds, throttled or not.
    private volatile long touchedMillis = NEVER;

    private volatile Participant participant;
    private volatile Presence presence;

    /// When the presence last changed, by the ticker. For the shard alone.
    private long changedNanos;

    Tracked(Participant participant, Presence presence, long nowNanos) {
        this.participant = participant;
        this.presence = presence;
        this.changedNanos = nowNanos;
    }

    Participant participant() {
        return participant;
    }

    Presence presence() {
        return presence;
    }

    void update(Participant now) {
        participant = now;
    }

    void update(Presence now, long atNanos) {
        presence = now;
        changedNanos = atNanos;
    }

    /// Not connected, told, and without a change since then.
    boolean isOverSince(long nanos) {
        Presence now = presence;
        return changedNanos - nanos < 0
                && !now.isHeld()
                && now.isActivityTold()
                && touchedMillis <= now.lastActiveMillis();
    }

    /// Never goes back, but from a moment that cannot be.
    void touch(long atMillis) {
        if (touchedMillis < atMillis || Moments.isAhead(touchedMillis, atMillis)) {
            TOUCHED.accumulateAndGet(this, atMillis, (known, at) -> Math.max(Moments.credible(known, at), at));
        }
    }

    /// Whether the last activity was taken from a clock that was wrong.
    boolean isTouchAhead(long nowMillis) {
        return Moments.isAhead(touchedMillis, nowMillis);
    }

    long touchedMillis() {
        return touchedMillis;
    }

    @Nullable
    Instant lastTouched() {
        long millis = touchedMillis;
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }

    PresenceView view() {
        Presence now = presence;
        Participant who = participant;
        return new PresenceView(
                who.id(), who.name(), now.isOnline(), now.lastActiveAt(), now.lastSeen(), now.version());
    }

    StoredPresence toStore() {
        Presence now = presence;
        return new StoredPresence(participant.id(), now.isOnline(), now.lastSeen(), now.lastActiveAt(), now.version());
    }
}
