package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A large conversation hears at most once in 5 s how many are online.
final class CountsAtMostEveryFiveSeconds extends Invariant {
    private final Map<ConversationId, Long> last = new HashMap<>();

    CountsAtMostEveryFiveSeconds(World world) {
        super(world);
    }

    @Override
    void nodeStarted() {
        last.clear();
    }

    @Override
    void counted(ConversationId conversation, Instant at) {
        Long before = last.put(conversation, now());
        if (before != null && now() - before < 5_000) {
            throw broken(conversation + " was counted " + (now() - before) + " ms before " + at + " as well");
        }
    }
}
