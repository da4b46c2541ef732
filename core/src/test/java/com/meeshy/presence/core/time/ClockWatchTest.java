package com.meeshy.presence.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.world.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Who notices that the wall clock was set.
class ClockWatchTest {
    private final ManualClock clock = new ManualClock();
    private final ClockWatch watch = new ClockWatch(clock);

    @Test
    void timeThatPassesIsNoJump() {
        clock.advance(Duration.ofHours(3));

        assertThat(watch.look()).isZero();
    }

    @Test
    void eachJumpIsToldOnceWithItsSizeAndDirection() {
        clock.advance(Duration.ofSeconds(1));
        clock.jump(Duration.ofHours(1));
        assertThat(watch.look()).isEqualTo(Duration.ofHours(1));
        assertThat(watch.look()).isZero();

        clock.jump(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(watch.look()).isEqualTo(Duration.ofHours(-1));
        assertThat(watch.look()).isZero();
    }

    @Test
    void aClockThatIsPutRightSlowlyDoesNotJump() {
        for (int second = 0; second < 100; second++) {
            clock.advance(Duration.ofSeconds(1));
            clock.jump(Duration.ofMillis(500));
            assertThat(watch.look()).isZero();
        }
    }

    @Test
    void aProcessThatIsHeldUpBetweenTheTwoClocksSeesNoJump() {
        AtomicInteger reads = new AtomicInteger();
        ClockWatch held = new ClockWatch(Time.of(
                () -> {
                    if (reads.incrementAndGet() == 2) {
                        clock.advance(Duration.ofMinutes(1));
                        return clock.instant().minus(Duration.ofMinutes(1));
                    }
                    return clock.instant();
                },
                clock::nanos));

        assertThat(held.look()).isZero();
        assertThat(held.look()).isZero();
    }
}
