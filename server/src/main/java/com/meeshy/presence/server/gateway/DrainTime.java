package com.meeshy.presence.server.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The time that a drain may take, and how closing is spread over it. Waits on the calling thread.
public final class DrainTime {
    private static final int CLOSED_PER_SECOND = 100;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Duration grace;
    private final RandomGenerator random;
    private final InstantSource clock;
    private Instant end = Instant.MAX;

    /// @param grace how long the whole may take; a third of it at most is used to spread the closing
    public DrainTime(Duration grace, RandomGenerator random, InstantSource clock) {
        this.grace = grace;
        this.random = random;
        this.clock = clock;
    }

    void begin() {
        end = clock.instant().plus(grace);
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /// Random moments from now on, one for each of so many, in order.
    List<Instant> spread(int count) {
        long millis = Math.min(grace.toMillis() / 3, count * 1_000L / CLOSED_PER_SECOND);
        Instant start = clock.instant();
        return Stream.generate(() -> start.plusMillis(random.nextLong(millis + 1)))
                .limit(count)
                .sorted()
                .toList();
    }

    /// Waits until then, at most until the time is over.
    void awaitMoment(Instant moment) throws InterruptedException {
        while (clock.instant().isBefore(moment) && !isOver()) {
            await();
        }
    }

    /// Waits a little.
    void await() throws InterruptedException {
        Thread.sleep(STEP);
    }
}
