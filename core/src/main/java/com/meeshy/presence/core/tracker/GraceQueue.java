package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The participants in grace, the first to end first. Confined to the shard.
final class GraceQueue {
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();

    /// @param endedNanos when the connection had really ended, as far as anybody knows
    /// @param endsNanos when the grace ends
    void add(ParticipantId participant, long endedNanos, long endsNanos) {
        waiting.add(new Waiting(participant, endedNanos, endsNanos));
    }

    /// Takes the first of those whose grace is used up, or null.
    @Nullable
    Waiting pollEnded(long nowNanos) {
        return nanosUntilFirst(nowNanos) > 0 ? null : waiting.poll();
    }

    /// How long until the first grace ends: not above zero when one has, endless when there is none.
    long nanosUntilFirst(long nowNanos) {
        Waiting first = waiting.peek();
        return first == null ? Long.MAX_VALUE : first.endsNanos() - nowNanos;
    }

    int size() {
        return waiting.size();
    }

    record Waiting(ParticipantId participant, long endedNanos, long endsNanos) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.signum(endsNanos - other.endsNanos);
        }
    }
}
