package com.meeshy.presence.storage.coalescing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Lists may fill their lane, and nothing else.
class ReadLaneTest {

    @Test
    void soManyPassAtATimeAndAllInTheEnd() throws Exception {
        ReadLane lane = ReadLane.of(2, Duration.ofSeconds(5));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> reads = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                reads.add(readers.submit(() -> lane.take(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(100_000);
                    return inside.decrementAndGet();
                })));
            }
            for (Future<Integer> read : reads) {
                read.get(5, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValueLessThanOrEqualTo(2).hasValueGreaterThan(0);
    }

    @Test
    void aFullLaneKeepsNobodyElseWaiting() throws Exception {
        ReadLanes lanes = ReadLanes.of(4);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> list = readers.submit(() -> lanes.lists().take(() -> {
                busy.countDown();
                awaitQuietly(end);
                return 1;
            }));
            busy.await();
            assertThat(readers.submit(() -> lanes.snapshots().take(() -> 2)).get(5, TimeUnit.SECONDS))
                    .isEqualTo(2);
            assertThat(readers.submit(() -> ReadLane.OPEN.take(() -> 3)).get(5, TimeUnit.SECONDS))
                    .isEqualTo(3);
            assertThat(list).isNotDone();
            end.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
