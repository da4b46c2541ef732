package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import org.jspecify.annotations.Nullable;

/// Nobody whose client is there is announced as offline because a node is stopped and another started.
final class NoFalseOfflineInDrain extends Invariant {
    private static final long DRAIN_AND_START = 60_000;

    private static final long CRASH_AND_START = 90_000;

    private static final long NOTICED_WITHIN = 40_000;

    private final Truth truth;

    NoFalseOfflineInDrain(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    @Override
    void announced(PresenceView view, @Nullable Cause cause, SimulatedNode node) {
        boolean inDrain = truth.drainStartedAt() != Truth.NEVER
                && now() - truth.drainStartedAt() < DRAIN_AND_START
                && !truth.hasCrashedWithin(CRASH_AND_START);
        if (inDrain && !view.isOnline() && isThere(view.id()) && !truth.isStoreInTrouble(DRAIN_AND_START)) {
            boolean left = cause == Cause.DISCONNECTED && !node.isStopping();
            if (!left) {
                throw broken(view.id() + " was announced as offline because " + cause);
            }
        }
    }

    /// A client of this person wants to be connected, and could if there were a node: its network was well
    /// since before the drain, and long enough to have been noticed.
    private boolean isThere(ParticipantId person) {
        long wellSince = truth.drainStartedAt() - NOTICED_WITHIN;
        return !world.isPartitionedSince(person, wellSince)
                && world.devices().stream()
                        .anyMatch(device ->
                                device.person().equals(person) && device.isWanted() && device.silentAt() < wellSince);
    }
}
