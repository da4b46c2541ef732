package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import java.util.HashMap;
import java.util.Map;

/// Those who opened a large conversation are told of changes in batches, at most one in a second.
final class BatchesAtMostEverySecond extends Invariant {
    private final Map<ConversationId, Long> last = new HashMap<>();

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
        Long before = last.put(conversation, now());
        if (before != null && now() - before < 1_000) {
            throw broken("batches of " + conversation + " " + (now() - before) + " ms apart");
        }
    }
}
