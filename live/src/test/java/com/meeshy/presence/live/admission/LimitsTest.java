package com.meeshy.presence.live.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.live.port.HeardMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class LimitsTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final HeardMeter meter = new HeardMeter();
    private final Limits limits = new Limits(
            LimitSettings.defaults().with(Limit.HANDSHAKES_PER_ADDRESS, "10/5s").with(Limit.SESSIONS_PER_ADDRESS, "2"),
            meter,
            nanos::get);

    @Test
    void a_rate_admits_a_burst_and_then_as_many_as_are_refilled() {
        for (int i = 0; i < 10; i++) {
            assertThat(take("a")).isZero();
        }

        assertThat(take("a")).isEqualTo(Duration.ofMillis(500));
        assertThat(take("b")).isZero();
        pass(Duration.ofMillis(499));
        Duration rest = take("a");
        assertThat(rest).isBetween(Duration.ofMillis(1), Duration.ofMillis(1).plusNanos(10));
        pass(rest);
        assertThat(take("a")).isZero();
        assertThat(take("a")).isPositive();
    }

    @Test
    void an_amount_that_is_larger_than_the_bucket_waits_for_a_full_one_and_leaves_a_debt() {
        assertThat(limits.take(Limit.HANDSHAKES_PER_ADDRESS, "a", 15)).isZero();
        assertThat(take("a")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limits.take(Limit.HANDSHAKES_PER_ADDRESS, "b", 4)).isZero();
        assertThat(limits.take(Limit.HANDSHAKES_PER_ADDRESS, "b", 15)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void asking_for_room_uses_none() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.untilRoom(Limit.HANDSHAKES_PER_ADDRESS, "a")).isZero();
        }
        assertThat(limits.isUnused(Limit.HANDSHAKES_PER_ADDRESS, "a")).isTrue();
        take("a");
        assertThat(limits.isUnused(Limit.HANDSHAKES_PER_ADDRESS, "a")).isFalse();
        pass(Duration.ofMillis(500));
        assertThat(limits.isUnused(Limit.HANDSHAKES_PER_ADDRESS, "a")).isTrue();
    }

    @Test
    void a_count_admits_so_many_at_one_time() {
        assertThat(limits.enter(Limit.SESSIONS_PER_ADDRESS, "a")).isTrue();
        assertThat(limits.enter(Limit.SESSIONS_PER_ADDRESS, "a")).isTrue();
        assertThat(limits.enter(Limit.SESSIONS_PER_ADDRESS, "a")).isFalse();
        assertThat(limits.enter(Limit.SESSIONS_PER_ADDRESS, "b")).isTrue();
        limits.leave(Limit.SESSIONS_PER_ADDRESS, "a");
        assertThat(limits.enter(Limit.SESSIONS_PER_ADDRESS, "a")).isTrue();
    }

    @Test
    void whoever_is_over_a_limit_is_counted() {
        for (int i = 0; i < 13; i++) {
            take("a");
        }

        assertThat(meter.heard)
                .containsExactly("HANDSHAKES_PER_ADDRESS", "HANDSHAKES_PER_ADDRESS", "HANDSHAKES_PER_ADDRESS");
    }

    private Duration take(String key) {
        return limits.take(Limit.HANDSHAKES_PER_ADDRESS, key);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
