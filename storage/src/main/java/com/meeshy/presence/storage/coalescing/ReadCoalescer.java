package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A data loader: gathers the keys that several callers ask for at the same time into one read. Any thread.
///
/// One read is under way at a time; what is asked meanwhile gathers for the next, each key once. Who finds nothing
/// under way is served at once, unless the read before had gathered several callers: then the next read starts
/// [#WINDOW] after that one started, in a rush not before its turn ([ReadPacing]), and always as soon as it is full.
/// A read always begins after the call that asked for it, so nobody is told what was true before.
///
/// Bounded by [#MOST_WAITING] keys: more are refused with a [StoreException]. When a read fails, all who wait
/// fail.
///
/// @param <K> what is asked for
/// @param <V> what is known of it
final class ReadCoalescer<K, V> {
    static final int LARGEST = 500;
    static final Duration WINDOW = Duration.ofMillis(5);
    static final int MOST_WAITING = 200_000;

    private final Function<Collection<K>, Map<K, V>> read;
    private final StoreBreaker breaker;
    private final ReadPacing pacing;
    private final Executor executor;
    private final Duration window;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition full = lock.newCondition();
    private final ArrayDeque<Batch<K, V>> queue = new ArrayDeque<>();
    private final Map<K, Batch<K, V>> waiting = new HashMap<>();
    private boolean reading;
    private int callersBefore;
    private long startedBefore = System.nanoTime();

    /// @param read answers for those of the keys, at most [#LARGEST], that exist; blocks
    /// @param executor runs the reads, so that no caller's interruption ends the read of another
    ReadCoalescer(Function<Collection<K>, Map<K, V>> read, StoreBreaker breaker, ReadPacing pacing, Executor executor) {
        this(read, breaker, pacing, executor, WINDOW);
    }

    ReadCoalescer(
            Function<Collection<K>, Map<K, V>> read,
            StoreBreaker breaker,
            ReadPacing pacing,
            Executor executor,
            Duration window) {
        this.read = read;
        this.breaker = breaker;
        this.pacing = pacing;
        this.executor = executor;
        this.window = window;
    }

    /// Those of the keys that exist. Blocks.
    ///
    /// @throws StoreException when the store is away, too many wait, or the caller was interrupted
    Map<K, V> get(Collection<K> keys) {
        breaker.check();
        pacing.came();
        Set<Batch<K, V>> batches = enqueue(keys);
        Map<K, V> found = new HashMap<>();
        for (Batch<K, V> batch : batches) {
            Map<K, V> answer = await(batch);
            for (K key : keys) {
                V value = answer.get(key);
                if (value != null) {
                    found.put(key, value);
                }
            }
        }
        return found;
    }

    private Set<Batch<K, V>> enqueue(Collection<K> keys) {
        Set<Batch<K, V>> batches = new LinkedHashSet<>();
        lock.lock();
        try {
            if (waiting.size() + keys.size() > MOST_WAITING) {
                throw new StoreException("too many reads are waiting; try again later");
            }
            for (K key : keys) {
                batches.add(waiting.computeIfAbsent(key, this::placed));
            }
            batches.forEach(batch -> batch.callers++);
            if (!reading && !queue.isEmpty()) {
                executor.execute(this::readAll);
                reading = true;
            } else if (waiting.size() >= LARGEST) {
                full.signal();
            }
        } catch (RejectedExecutionException e) {
            throw failAll(new StoreException("the gateway is stopping", e));
        } finally {
            lock.unlock();
        }
        return batches;
    }

    /// Puts a new key into the last batch that has room. Under the lock.
    private Batch<K, V> placed(K key) {
        Batch<K, V> last = queue.peekLast();
        if (last == null || last.keys.size() == LARGEST) {
            last = new Batch<>();
            queue.addLast(last);
        }
        last.keys.add(key);
        return last;
    }

    private void readAll() {
        for (Batch<K, V> batch = next(); batch != null; batch = next()) {
            try {
                batch.answer.complete(read.apply(batch.keys));
            } catch (StoreException e) {
                breaker.trip(e);
                batch.answer.completeExceptionally(e);
                failWaiting(e);
            } catch (RuntimeException | Error e) {
                batch.answer.completeExceptionally(e);
            }
        }
    }

    /// Waits for its turn.
    ///
    /// @return null when nothing is waiting: this reader ends, and the next caller starts another
    private @Nullable Batch<K, V> next() {
        lock.lock();
        try {
            awaitTurn();
            Batch<K, V> batch = queue.pollFirst();
            if (batch == null) {
                reading = false;
                return null;
            }
            batch.keys.forEach(waiting::remove);
            callersBefore = batch.callers;
            startedBefore = System.nanoTime();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn() {
        if (queue.isEmpty() || waiting.size() >= LARGEST) {
            return;
        }
        long left = pacing.nanosToTurn();
        if (callersBefore > 1) {
            left = Math.max(left, window.toNanos() - (System.nanoTime() - startedBefore));
        }
        try {
            while (left > 0 && !queue.isEmpty() && waiting.size() < LARGEST) {
                left = full.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // The executor is being closed: what waits is read at once.
            Thread.currentThread().interrupt();
        }
    }

    private void failWaiting(StoreException reason) {
        lock.lock();
        try {
            failAll(reason);
        } finally {
            lock.unlock();
        }
    }

    /// Under the lock.
    private StoreException failAll(StoreException reason) {
        queue.forEach(batch -> batch.answer.completeExceptionally(reason));
        queue.clear();
        waiting.clear();
        return reason;
    }

    private static <K, V> Map<K, V> await(Batch<K, V> batch) {
        try {
            return batch.answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the store", e);
        } catch (ExecutionException e) {
            // A new one for each: they are thrown in different threads.
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new StoreException(String.valueOf(reason.getMessage()), reason);
        }
    }

    /// Keys that are read together, and the answer for all of them.
    private static final class Batch<K, V> {
        private final Set<K> keys = new LinkedHashSet<>();
        private final CompletableFuture<Map<K, V>> answer = new CompletableFuture<>();
        private int callers;
    }
}
