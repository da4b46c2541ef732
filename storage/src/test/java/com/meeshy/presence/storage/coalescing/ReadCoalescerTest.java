package com.meeshy.presence.storage.coalescing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What gathers, what is read, and who hears of a failure. The store answers when the test lets it.
@NullUnmarked
@Timeout(30)
class ReadCoalescerTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final Executor THREADS = Thread::startVirtualThread;

    private final List<Set<Integer>> reads = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private volatile RuntimeException failure;
    private volatile int state;
    private final StoreBreaker breaker = new StoreBreaker(() -> {
        if (failure instanceof StoreException away) {
            throw away;
        }
    });
    private final ReadCoalescer<Integer, Integer> batches =
            new ReadCoalescer<>(this::read, breaker, new ReadPacing(1), THREADS, Duration.ZERO);

    /// Answers with each key's square plus the state of the world when the read began; negative keys are unknown.
    private Map<Integer, Integer> read(Collection<Integer> keys) {
        int now = state;
        reads.add(new HashSet<>(keys));
        answers.acquireUninterruptibly();
        if (failure != null) {
            throw failure;
        }
        Map<Integer, Integer> found = new HashMap<>();
        keys.stream().filter(key -> key >= 0).forEach(key -> found.put(key, key * key + now));
        return found;
    }

    /// Somebody who asks in a thread of its own.
    private static final class Caller {
        private final AtomicReference<Map<Integer, Integer>> answer = new AtomicReference<>();
        private final AtomicReference<Throwable> failed = new AtomicReference<>();
        private final Thread thread;

        private Caller(ReadCoalescer<Integer, Integer> where, Collection<Integer> keys) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    answer.set(where.get(keys));
                } catch (RuntimeException e) {
                    failed.set(e);
                }
            });
            await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
        }

        private Map<Integer, Integer> answer() throws InterruptedException {
            thread.join();
            assertThat(failed.get()).isNull();
            return answer.get();
        }

        private Throwable failure() throws InterruptedException {
            thread.join();
            return failed.get();
        }
    }

    private Caller asks(Integer... keys) {
        return new Caller(batches, List.of(keys));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void who_comes_while_a_read_is_under_way_gathers_for_the_next_and_each_key_is_asked_once() throws Exception {
        Caller first = asks(1);
        await().until(() -> reads.size() == 1);
        List<Caller> others = List.of(asks(2), asks(3, 2), asks(4), asks(2, -5));
        answers.release(2);

        assertThat(first.answer()).isEqualTo(Map.of(1, 1));
        assertThat(others.get(1).answer()).isEqualTo(Map.of(3, 9, 2, 4));
        assertThat(others.get(3).answer()).as("unknown keys are absent").isEqualTo(Map.of(2, 4));
        assertThat(reads).containsExactly(Set.of(1), Set.of(2, 3, 4, -5));
    }

    @Test
    void one_after_the_other_nobody_waits_for_the_window() {
        ReadCoalescer<Integer, Integer> patient =
                new ReadCoalescer<>(this::read, breaker, new ReadPacing(1), THREADS, FOR_EVER);
        answers.release(20);
        for (int i = 0; i < 20; i++) {
            assertThat(patient.get(List.of(i))).isEqualTo(Map.of(i, i * i));
        }
        assertThat(reads).hasSize(20);
    }

    @Test
    void in_a_rush_the_next_read_waits_until_it_is_full() throws Exception {
        ReadCoalescer<Integer, Integer> patient =
                new ReadCoalescer<>(this::read, breaker, new ReadPacing(1), THREADS, FOR_EVER);
        List<Caller> callers = new ArrayList<>(List.of(new Caller(patient, List.of(0))));
        await().until(() -> reads.size() == 1);
        callers.add(new Caller(patient, List.of(1)));
        callers.add(new Caller(patient, List.of(2)));
        answers.release(2);
        await().until(() -> reads.size() == 2);
        callers.get(2).answer();

        Caller gathers = new Caller(patient, List.of(3));
        Caller fills = new Caller(patient, range(4, 3 + ReadCoalescer.LARGEST));
        answers.release();

        assertThat(gathers.answer()).isEqualTo(Map.of(3, 9));
        assertThat(fills.answer()).hasSize(ReadCoalescer.LARGEST - 1);
        assertThat(reads).hasSize(3);
    }

    @Test
    void a_read_begins_after_the_call_that_asked_for_it() throws Exception {
        Caller before = asks(1);
        await().until(() -> reads.size() == 1);
        state = 1000;
        Caller after = asks(1);
        answers.release(2);

        assertThat(before.answer()).isEqualTo(Map.of(1, 1));
        assertThat(after.answer()).as("not what was true before it asked").isEqualTo(Map.of(1, 1001));
    }

    @Test
    void no_read_is_larger_than_the_limit() throws Exception {
        Caller many = new Caller(batches, range(0, 1201));
        answers.release(3);

        assertThat(many.answer()).hasSize(1201);
        assertThat(reads).extracting(Set::size).containsExactly(500, 500, 201);
    }

    @Test
    void all_who_wait_hear_of_a_failure_and_nobody_waits_again_until_the_store_is_back() throws Exception {
        failure = new StoreException("gone");
        List<Caller> callers = List.of(asks(1), asks(1, 2), asks(3));
        answers.release();

        for (Caller each : callers) {
            assertThat(each.failure()).isInstanceOf(StoreException.class).hasMessage("gone");
        }
        assertThat(breaker.isOpen()).isTrue();
        assertThatThrownBy(() -> batches.get(List.of(7)))
                .isInstanceOf(StoreException.class)
                .hasMessage("the store is away: gone");
        breaker.probe();
        assertThat(breaker.isOpen()).as("the probe failed").isTrue();

        failure = null;
        breaker.probe();
        answers.release();
        assertThat(batches.get(List.of(7))).isEqualTo(Map.of(7, 49));
        assertThat(reads).hasSize(2);
    }

    @Test
    void a_fault_of_ours_is_heard_by_those_of_its_batch_alone() throws Exception {
        failure = new IllegalStateException("a fault");
        Caller first = asks(1);
        await().until(() -> reads.size() == 1);
        Caller second = asks(2);
        answers.release();

        assertThat(first.failure()).isInstanceOf(StoreException.class).hasMessage("a fault");
        failure = null;
        answers.release();
        assertThat(second.answer()).isEqualTo(Map.of(2, 4));
    }

    @Test
    void an_interrupted_caller_gives_up_alone() throws Exception {
        Caller first = asks(1);
        await().until(() -> reads.size() == 1);
        Caller interrupted = asks(2);
        Caller other = asks(2, 3);
        first.thread.interrupt();
        interrupted.thread.interrupt();
        assertThat(first.failure()).isInstanceOf(StoreException.class).hasMessageContaining("interrupted");
        assertThat(interrupted.failure()).isInstanceOf(StoreException.class).hasMessageContaining("interrupted");
        answers.release(2);

        assertThat(other.answer()).isEqualTo(Map.of(2, 4, 3, 9));
    }

    @Test
    void more_than_can_wait_is_refused() throws Exception {
        asks(-1);
        await().until(() -> reads.size() == 1);
        Caller most = new Caller(batches, range(0, ReadCoalescer.MOST_WAITING));
        Caller oneMore = asks(ReadCoalescer.MOST_WAITING);

        assertThat(oneMore.failure()).isInstanceOf(StoreException.class).hasMessageContaining("too many");
        answers.release(1000);
        assertThat(most.answer()).hasSize(ReadCoalescer.MOST_WAITING);
    }

    @Test
    void when_the_gateway_stops_the_caller_is_told() {
        ReadCoalescer<Integer, Integer> stopping = new ReadCoalescer<>(
                this::read,
                breaker,
                new ReadPacing(1),
                task -> {
                    throw new RejectedExecutionException();
                },
                Duration.ZERO);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> stopping.get(List.of(1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the gateway is stopping");
        }
    }
}
