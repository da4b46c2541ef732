package com.meeshy.presence.live.session;

import com.meeshy.presence.core.time.Time;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// The time that a drain may take, and how closing is spread over it. Waits on the calling thread.
public final class DrainTime {
    private static final int CLOSED_PER_SECOND = 100;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Duration grace;
    private final RandomGenerator random;
    private final Time time;
    private long begun;

    /// @param grace how long the whole may take; a third of it at most is used to spread the closing
    public DrainTime(Duration grace, RandomGenerator random, Time time) {
        this.grace = grace;
        this.random = random;
        this.time = time;
        this.begun = time.nanos();
    }

    void begin() {
        begun = time.nanos();
    }

    boolean isOver() {
        return time.since(begun).compareTo(grace) >= 0;
    }

    /// Random times of waiting from now on, one for each of so many, in order.
    Moments spread(int count) {
        long millis = Math.min(grace.toMillis() / 3, count * 1_000L / CLOSED_PER_SECOND);
        return new Moments(
                time.nanos(),
                LongStream.generate(() -> random.nextLong(millis + 1))
                        .limit(count)
                        .sorted()
                        .toArray());
    }

    /// Waits a little.
    void await() throws InterruptedException {
        Thread.sleep(STEP);
    }

    /// The moments of one spread.
    final class Moments {
        private final long start;
        private final long[] millis;
        private int next;

        private Moments(long start, long[] millis) {
            this.start = start;
            this.millis = millis;
        }

        /// Waits for the next one, at most until the time is over.
        void awaitNext() throws InterruptedException {
            Duration until = Duration.ofMillis(millis[next++]);
            while (time.since(start).compareTo(until) < 0 && !isOver()) {
                await();
            }
        }
    }
}
