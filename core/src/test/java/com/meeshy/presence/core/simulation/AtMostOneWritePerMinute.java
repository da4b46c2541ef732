package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Activity is written at most once in 60 s for each participant; coming and going is not activity. Looked at
/// while store and node are well: a late write followed by one in time is closer than that.
final class AtMostOneWritePerMinute extends Invariant {
    private static final long MINUTE_LESS_COLLECTING = 58_900;

    private final Truth truth;
    private final Map<ParticipantId, Long> last = new HashMap<>();

    AtMostOneWritePerMinute(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    @Override
    void stored(@Nullable StoredPresence before, StoredPresence state) {
        boolean edge = before == null
                || before.isOnline() != state.isOnline()
                || !Objects.equals(before.lastSeen(), state.lastSeen());
        if (edge) {
            return;
        }
        Long previous = last.put(state.id(), now());
        SimulatedNode node = world.node();
        boolean handsOver = node == null || node.isStopping();
        boolean well = !handsOver
                && !world.hasJumpedWithin(120_000)
                && !truth.isStoreInTrouble(120_000)
                && truth.nodeAge() > 120_000;
        if (well && previous != null && now() - previous < MINUTE_LESS_COLLECTING) {
            throw broken("the activity of " + state.id() + " was written twice within " + (now() - previous) + " ms");
        }
    }
}
