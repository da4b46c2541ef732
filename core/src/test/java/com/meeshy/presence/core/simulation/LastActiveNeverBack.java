package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Neither what is stored nor what one node announces of a participant's activity ever goes back, unless a clock
/// was ahead, and it is never in the future.
final class LastActiveNeverBack extends Invariant {
    /// A node may write later activity than its successor has read; the store keeps the later.
    private static final long KNOWS_LESS_FOR = 10 * 60_000;

    /// A round of the shard.
    private static final long NOTICED_AFTER = 7_000;

    private static final long AN_HOUR_AND_MORE = 125 * 60_000;

    private final Map<ParticipantId, Instant> announced = new HashMap<>();

    LastActiveNeverBack(World world) {
        super(world);
    }

    @Override
    void nodeStarted() {
        // A crash may have taken activity with it that was announced but not stored.
        announced.clear();
    }

    @Override
    void announced(PresenceView view, @Nullable Cause cause, SimulatedNode node) {
        Instant now = view.lastActiveAt();
        if (now == null || node != world.node()) {
            return;
        }
        compare(view.id(), announced.put(view.id(), now), now, "announced");
        boolean mayBeAhead = world.hasJumpedWithin(NOTICED_AFTER);
        Instant latest = world.hasJumpedWithin(AN_HOUR_AND_MORE) ? node.now().plus(Moments.AHEAD) : node.now();
        if (!mayBeAhead && now.isAfter(latest)) {
            throw broken(view.id() + " was announced as active in the future, at " + now);
        }
    }

    @Override
    void stored(@Nullable StoredPresence before, StoredPresence state) {
        StoredPresence kept = world.archive().row(state.id());
        if (before == null || before.lastActiveAt() == null || kept == null) {
            return;
        }
        if (kept.lastActiveAt() == null || kept.lastActiveAt().isBefore(before.lastActiveAt())) {
            throw broken(state.id() + " is kept as active at " + kept.lastActiveAt() + ", after " + before);
        }
        boolean mayKnowLess = world.wasRelievedWithin(KNOWS_LESS_FOR) || world.hasJumpedWithin(KNOWS_LESS_FOR);
        if (!mayKnowLess && state.lastActiveAt() != null) {
            compare(state.id(), before.lastActiveAt(), state.lastActiveAt(), "written");
        }
    }

    private void compare(ParticipantId id, @Nullable Instant before, Instant now, String how) {
        Instant latest = world.machineNow().plus(Moments.AHEAD).minusMillis(skewMillis());
        if (before != null && now.isBefore(before.minusMillis(skewMillis())) && !before.isAfter(latest)) {
            throw broken(id + " was " + how + " as active at " + now + ", after " + before);
        }
    }
}
