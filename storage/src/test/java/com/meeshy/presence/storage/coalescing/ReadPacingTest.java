package com.meeshy.presence.storage.coalescing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// When reads may start; the clock is moved by hand.
@NullUnmarked
class ReadPacingTest {
    private static final int CALLERS_PER_SECOND = 8_000;

    private final AtomicLong nanos = new AtomicLong();
    private final ReadPacing pacing = new ReadPacing(CALLERS_PER_SECOND, ReadPacing.LONGEST, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void come(int callers) {
        for (int i = 0; i < callers; i++) {
            pacing.came();
        }
    }

    @Test
    void as_long_as_few_come_every_read_starts_at_once() {
        for (int second = 0; second < 60; second++) {
            come(ReadPacing.CROWD - 1);
            assertThat(pacing.nanosToTurn()).isZero();
            assertThat(pacing.nanosToTurn()).isZero();
            pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void in_a_rush_reads_of_all_kinds_start_apart_and_none_is_put_off_for_long() {
        come(10_000);
        assertThat(pacing.nanosToTurn()).isZero();
        assertThat(pacing.nanosToTurn()).isEqualTo(ReadPacing.STEP.toNanos());
        assertThat(pacing.nanosToTurn()).isEqualTo(2 * ReadPacing.STEP.toNanos());
        for (int i = 0; i < 100; i++) {
            assertThat(pacing.nanosToTurn()).isLessThanOrEqualTo(ReadPacing.LONGEST.toNanos());
        }
    }

    @Test
    void a_storm_of_five_seconds_gets_few_turns() {
        int turns = 0;
        long waited = 0;
        for (int milli = 0; milli < 5_000; milli++) {
            come(20);
            if (waited <= 0) {
                turns++;
                waited = pacing.nanosToTurn();
            }
            pass(Duration.ofMillis(1));
            waited -= 1_000_000;
        }
        assertThat(turns).isLessThan(300);
    }

    @Test
    void a_second_after_the_last_caller_the_rush_is_over() {
        come(10_000);
        assertThat(pacing.nanosToTurn()).isZero();
        assertThat(pacing.nanosToTurn()).isPositive();
        pass(Duration.ofMillis(1_001));
        assertThat(pacing.nanosToTurn()).isZero();
        assertThat(pacing.nanosToTurn()).isZero();
    }
}
