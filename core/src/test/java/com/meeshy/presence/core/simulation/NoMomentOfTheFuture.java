package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Some minutes after the wall clock was set back nobody is stored or shown as active later than now.
final class NoMomentOfTheFuture extends Invariant {
    private static final long CORRECTED_AFTER = 3 * 60_000;
    private static final Duration TOLERATED = Moments.AHEAD.plusSeconds(5);

    private final Truth truth;
    private long seconds;

    NoMomentOfTheFuture(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    @Override
    void eachSecond() {
        SimulatedNode node = world.node();
        boolean isUnsettled = truth.nodeAge() < CORRECTED_AFTER
                || truth.isStoreInTrouble(CORRECTED_AFTER)
                || world.hasJumpedWithin(CORRECTED_AFTER);
        if (seconds++ % 60 != 0 || node == null || isUnsettled) {
            return;
        }
        for (ParticipantId each : world.town().everybody()) {
            StoredPresence row = world.archive().row(each);
            PresenceView live = node.tracker().live(each);
            check(each, row == null ? null : row.lastActiveAt(), "stored");
            check(each, live == null ? null : live.lastActiveAt(), "shown");
            check(each, live == null ? null : live.lastSeen(), "shown as last seen");
        }
    }

    private void check(ParticipantId id, @Nullable Instant moment, String how) {
        if (moment != null && moment.isAfter(world.machineNow().plus(TOLERATED))) {
            throw broken(id + " is " + how + " at " + moment + ", and it is " + world.machineNow());
        }
    }
}
