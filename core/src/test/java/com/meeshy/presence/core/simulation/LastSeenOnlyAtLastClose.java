package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `lastSeen` changes only when somebody goes offline, and then says when the last connection ended: exactly
/// when this node noticed it, to some seconds when the node died.
final class LastSeenOnlyAtLastClose extends Invariant {
    private static final long LEASE_AND_A_TICK = 12_000;

    private final Truth truth;
    private final Map<ParticipantId, PresenceView> last = new HashMap<>();

    LastSeenOnlyAtLastClose(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    @Override
    void nodeStarted() {
        last.clear();
    }

    @Override
    void announced(PresenceView view, @Nullable Cause cause, SimulatedNode node) {
        if (node != world.node()) {
            return;
        }
        PresenceView before = last.put(view.id(), view);
        if (cause == Cause.DISCONNECTED || cause == Cause.NODE_DEATH) {
            checkEdge(view.id(), view.lastSeen(), cause, node);
        } else if (cause != Cause.ZOMBIE
                && before != null
                && !isCorrected(before, view)
                && !Objects.equals(before.lastSeen(), view.lastSeen())) {
            throw broken(view.id() + " was last seen at " + view.lastSeen() + " though it only was " + cause);
        }
    }

    /// Set back after the clock had been ahead, here or by the store.
    private boolean isCorrected(PresenceView before, PresenceView view) {
        return world.hasJumpedSince(0)
                && before.lastSeen() != null
                && view.lastSeen() != null
                && view.lastSeen().isBefore(before.lastSeen());
    }

    private void checkEdge(ParticipantId id, @Nullable Instant seen, Cause cause, SimulatedNode node) {
        if (seen == null) {
            throw broken(id + " went offline without having been seen");
        }
        long early = cause == Cause.DISCONNECTED ? 0 : truth.isStoreInTrouble(120_000) ? 1_000_000 : LEASE_AND_A_TICK;
        long end = truth.lastEnd(id);
        if (end != Truth.NEVER && world.hasJumpedSince(end - early - skewMillis())) {
            return;
        }
        long difference = seen.toEpochMilli() - (end + node.now().toEpochMilli() - now());
        boolean tooLate = cause == Cause.DISCONNECTED ? difference > skewMillis() : seen.isAfter(node.now());
        if (end != Truth.NEVER && (difference < -early - skewMillis() || tooLate)) {
            throw broken(
                    id + " was last seen at " + seen + ", " + difference + " ms from when its last connection ended");
        }
    }
}
