package com.meeshy.presence.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class AttemptsPerAddressTest {
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private final AttemptsPerAddress attempts = AttemptsPerAddress.authentications(() -> now);

    @Test
    void ten_tries_in_any_minute_and_no_more() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.admit("a")).isTrue();
            now = now.plusSeconds(5);
        }
        assertThat(attempts.admit("a")).isFalse();
        assertThat(attempts.admit("b")).isTrue();

        now = now.plusSeconds(9);
        assertThat(attempts.admit("a")).isFalse();
        now = now.plusSeconds(1);
        assertThat(attempts.admit("a")).isTrue();
        assertThat(attempts.admit("a")).isFalse();
    }

    @Test
    void a_client_that_never_gives_up_still_gets_its_ten_a_minute() {
        int admitted = 0;
        for (int i = 0; i < 600; i++) {
            admitted += attempts.admit("a") ? 1 : 0;
            now = now.plusMillis(500);
        }
        assertThat(admitted).isEqualTo(50);
    }

    @Test
    void memory_is_bounded_however_many_addresses_come() {
        AttemptsPerAddress few = new AttemptsPerAddress(2, Duration.ofMinutes(1), 100, () -> now);
        for (int i = 0; i < 10_000; i++) {
            few.admit("address" + i);
        }
        assertThat(few.rememberedAddresses()).isEqualTo(100);
    }

    @Test
    void many_threads_share_one_allowance() throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(16);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                for (int j = 0; j < 1000; j++) {
                    if (attempts.admit("a")) {
                        admitted.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(admitted).hasValue(10);
    }
}
