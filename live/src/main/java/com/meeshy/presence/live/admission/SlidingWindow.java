package com.meeshy.presence.live.admission;

import java.time.Duration;

/// A sliding log: the moments of the last uses, in a ring, so that the limit is exact over any window of time.
final class SlidingWindow implements Meter {
    private final long windowNanos;
    private final int most;
    /// Grows to `most`: few come near it.
    private long[] moments = new long[1];
    private int oldest;
    private int used;

    SlidingWindow(LimitValue size) {
        windowNanos = size.window().toNanos();
        most = Math.toIntExact(size.amount());
    }

    @Override
    public synchronized Duration take(long now, long amount) {
        Duration wait = untilRoom(now, amount);
        if (wait.isZero()) {
            for (long i = 0; i < amount; i++) {
                add(now);
            }
        }
        return wait;
    }

    @Override
    public synchronized Duration untilRoom(long now, long amount) {
        forget(now);
        long mustEnd = used + Math.min(amount, most) - most;
        return mustEnd <= 0 ? Duration.ZERO : Duration.ofNanos(moment((int) mustEnd - 1) + windowNanos - now);
    }

    @Override
    public synchronized boolean isUnused(long now) {
        forget(now);
        return used == 0;
    }

    private void forget(long now) {
        while (used > 0 && now - moment(0) >= windowNanos) {
            oldest = (oldest + 1) % moments.length;
            used--;
        }
    }

    private long moment(int index) {
        return moments[(oldest + index) % moments.length];
    }

    private void add(long now) {
        if (used == moments.length) {
            long[] larger = new long[Math.min(most, 2 * used)];
            for (int i = 0; i < used; i++) {
                larger[i] = moment(i);
            }
            moments = larger;
            oldest = 0;
        }
        moments[(oldest + used) % moments.length] = now;
        used++;
    }
}
