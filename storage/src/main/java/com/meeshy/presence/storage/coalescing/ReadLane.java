package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What reads of one kind pass on their way to a store: so many at a time, in the order they came. The others
/// wait before the lane and take no reader of the store from anybody. Any thread; callers block.
public final class ReadLane {
    /// Lets everybody pass.
    public static final ReadLane OPEN = new ReadLane(null, Duration.ZERO);

    private static final int MOST_WAITING = 1_000;

    private final @Nullable Semaphore places;
    private final Duration patience;

    private ReadLane(@Nullable Semaphore places, Duration patience) {
        this.places = places;
        this.patience = patience;
    }

    /// @param patience how long a read waits for a place
    static ReadLane of(int places, Duration patience) {
        return new ReadLane(new Semaphore(places, true), patience);
    }

    /// @throws StoreException when too many wait, or there was no place in time
    public <T extends @Nullable Object> T take(Supplier<T> read) {
        if (places == null) {
            return read.get();
        }
        enter(places);
        try {
            return read.get();
        } finally {
            places.release();
        }
    }

    private void enter(Semaphore places) {
        if (places.getQueueLength() >= MOST_WAITING) {
            throw new StoreException("too many reads of this kind are waiting; try again later");
        }
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException("no place for a read of this kind within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a place to read", e);
        }
    }
}
