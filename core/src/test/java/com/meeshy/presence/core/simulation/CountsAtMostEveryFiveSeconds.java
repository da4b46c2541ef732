package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// A large conversation hears at most once in 5 s how many are online.
final class CountsAtMostEveryFiveSeconds extends Invariant {
    private final Map<ConversationId, Instant> last = new HashMap<>();

    CountsAtMostEveryFiveSeconds(World world) {
        super(world);
    }

    @Override
    void nodeStarted() {
        last.clear();
    }

    @Override
    void counted(ConversationId conversation, Instant at) {
        Instant before = last.put(conversation, at);
        if (before != null && at.isBefore(before.plusSeconds(5))) {
            throw broken(conversation + " was counted at " + before + " and again at " + at);
        }
    }
}
