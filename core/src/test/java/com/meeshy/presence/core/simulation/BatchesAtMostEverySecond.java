package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Those who opened a large conversation are told of changes in batches, at most one in a second.
final class BatchesAtMostEverySecond extends Invariant {
    private final Map<ConversationId, Instant> last = new HashMap<>();

    BatchesAtMostEverySecond(World world) {
        super(world);
    }

    @Override
    void nodeStarted() {
        last.clear();
    }

    @Override
    void batched(ConversationId conversation, SimulatedNode node) {
        if (node != world.node()) {
            return;
        }
        Instant before = last.put(conversation, node.now());
        if (before != null && node.now().isBefore(before.plusSeconds(1))) {
            throw broken("batches of " + conversation + " at " + before + " and " + node.now());
        }
    }
}
