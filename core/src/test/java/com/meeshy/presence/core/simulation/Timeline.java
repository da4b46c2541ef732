package com.meeshy.presence.core.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/// Virtual time and everything that is going to happen. Two things due at the same moment happen in the order in
/// which they were planned.
final class Timeline implements InstantSource {
    static final Instant START = Instant.parse("2026-01-15T08:00:00Z");

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long nowMillis = START.toEpochMilli();
    private long planned;
    private long steps;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMillis);
    }

    @Override
    public long millis() {
        return nowMillis;
    }

    /// What never jumps.
    long nanos() {
        return nowMillis * 1_000_000;
    }

    /// Milliseconds since the start of the world.
    long sinceStart() {
        return nowMillis - START.toEpochMilli();
    }

    void after(long delayMillis, Runnable action) {
        queue.add(new Due(nowMillis + Math.max(0, delayMillis), planned++, action));
    }

    /// Lets everything happen that is due until then.
    void runUntil(long sinceStartMillis) {
        long until = START.toEpochMilli() + sinceStartMillis;
        while (!queue.isEmpty() && queue.peek().at() <= until) {
            Due due = queue.poll();
            nowMillis = due.at();
            steps++;
            due.action().run();
        }
        nowMillis = until;
    }

    int size() {
        return queue.size();
    }

    long steps() {
        return steps;
    }

    private record Due(long at, long order, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }
}
