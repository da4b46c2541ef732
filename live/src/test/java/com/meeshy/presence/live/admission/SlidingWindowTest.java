package com.meeshy.presence.live.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    @Test
    void no_window_of_time_holds_more_than_the_limit_and_waiting_as_told_always_helps() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(12);
            Duration window = Duration.ofMillis(1 + random.nextInt(1000));
            SlidingWindow meter = new SlidingWindow(new LimitValue(most, window));
            ArrayDeque<Long> uses = new ArrayDeque<>();
            long now = random.nextLong(-1000, 1000);
            for (int i = 0; i < 300; i++) {
                now += random.nextLong(window.toNanos() / most + 1);
                Duration wait = meter.take(now, 1);
                if (wait.isPositive()) {
                    now += wait.toNanos();
                    assertThat(meter.take(now, 1)).as("seed %d", seed).isZero();
                }
                uses.add(now);
                if (uses.size() > most) {
                    assertThat(now - uses.remove()).as("seed %d", seed).isGreaterThanOrEqualTo(window.toNanos());
                }
            }
        }
    }
}
