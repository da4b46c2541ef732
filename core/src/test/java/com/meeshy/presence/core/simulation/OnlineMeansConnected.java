package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.HashMap;
import java.util.Map;

/// Whoever the tracker says is online has a connection, or lost it no longer than a grace ago; whoever has one is
/// online. Those left by an earlier node are excused until they are settled.
final class OnlineMeansConnected extends Invariant {
    private static final long GRACE_AND_A_TICK = 7_000;

    private final Truth truth;
    private final Map<ParticipantId, Long> withoutSince = new HashMap<>();

    OnlineMeansConnected(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    @Override
    void eachSecond() {
        SimulatedNode node = world.node();
        if (node == null || node.isStopping()) {
            withoutSince.clear();
            return;
        }
        for (ParticipantId person : world.town().everybody()) {
            PresenceView live = node.tracker().live(person);
            boolean online = live != null && live.isOnline();
            boolean held = node.holdsConnectionOf(person);
            if (held && !online) {
                throw broken(person + " has a connection but is not online");
            }
            if (!online || held || !node.isSettled()) {
                withoutSince.remove(person);
                continue;
            }
            // Between two looks somebody may have come back and been lost again.
            long since = Math.max(withoutSince.computeIfAbsent(person, id -> now()), truth.lastEnd(person));
            if (now() - since > GRACE_AND_A_TICK) {
                throw broken(person + " is online without a connection for longer than the grace");
            }
        }
    }
}
