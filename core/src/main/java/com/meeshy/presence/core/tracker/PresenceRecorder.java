package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Writes behind: keeps the latest unwritten state of each participant until the store has it. Bounded by the
/// number of participants. A failed write stays and is tried again; a newer state replaces an older one that
/// was not written yet.
///
/// [#record] never blocks. One thread calls [#awaitWork] and [#flush] again and again.
public final class PresenceRecorder {
    /// Larger batches bring no more throughput and make a failed one dearer to repeat.
    private static final int BATCH = 1_000;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final PresenceStore store;
    private final ConcurrentHashMap<ParticipantId, StoredPresence> pending = new ConcurrentHashMap<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Semaphore work = new Semaphore(0);
    private final AtomicInteger failuresInARow = new AtomicInteger();

    public PresenceRecorder(PresenceStore store) {
        this.store = store;
    }

    /// Takes over a state; it will be written unless a newer one comes first.
    public void record(StoredPresence state) {
        pending.merge(state.id(), state, PresenceRecorder::newer);
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /// Whether the participant's last state has not reached the store yet.
    public boolean isPending(ParticipantId id) {
        return pending.containsKey(id);
    }

    /// Writes what is pending, batch by batch, until nothing is left or a batch fails.
    ///
    /// @throws StoreException when a batch failed: what was not written is kept; flush again after [#retryDelay]
    public void flush() {
        while (!pending.isEmpty()) {
            List<StoredPresence> batch = nextBatch();
            try {
                store.write(batch);
            } catch (StoreException e) {
                failed(batch);
                throw e;
            }
            wrote(batch);
        }
    }

    /// The batch has reached the store; what was recorded meanwhile stays.
    void wrote(List<StoredPresence> batch) {
        failuresInARow.set(0);
        written.add(batch.size());
        for (StoredPresence state : batch) {
            pending.remove(state.id(), state);
        }
    }

    void failed(List<StoredPresence> batch) {
        failed.add(batch.size());
        failuresInARow.incrementAndGet();
    }

    /// Waits until something was recorded since the last call, at most the given time.
    public void awaitWork(Duration atMost) throws InterruptedException {
        if (work.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            work.drainPermits();
        }
    }

    /// How long to wait before trying again: grows with the failures in a row.
    public Duration retryDelay() {
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.clamp(failuresInARow.get() - 1, 0, 10));
        return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
    }

    public int pending() {
        return pending.size();
    }

    /// States written since the last reset.
    public long written() {
        return written.sum();
    }

    /// States whose write failed and was tried again, since the last reset.
    public long failed() {
        return failed.sum();
    }

    /// Whether the last write failed: the store is away and states are being kept.
    public boolean isStoreAway() {
        return failuresInARow.get() > 0;
    }

    public void resetCounts() {
        written.reset();
        failed.reset();
    }

    /// Equal versions are told apart by order: a shard records a participant's activity as it comes.
    private static StoredPresence newer(StoredPresence old, StoredPresence now) {
        return now.version() >= old.version() ? now : old;
    }

    List<StoredPresence> nextBatch() {
        List<StoredPresence> batch = new ArrayList<>(Math.min(BATCH, pending.size()));
        for (StoredPresence state : pending.values()) {
            batch.add(state);
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch;
    }
}
