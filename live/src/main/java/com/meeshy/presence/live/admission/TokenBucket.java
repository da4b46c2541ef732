package com.meeshy.presence.live.admission;

import java.time.Duration;

/// A token bucket: full at first, refilled evenly, a full one in each window.
final class TokenBucket implements Meter {
    private final double capacity;
    private final double nanosPerToken;
    private double tokens;
    private long asOf;

    TokenBucket(LimitValue size, long now) {
        capacity = (double) size.amount();
        nanosPerToken = (double) size.window().toNanos() / capacity;
        tokens = capacity;
        asOf = now;
    }

    @Override
    public synchronized Duration take(long now, long amount) {
        Duration wait = untilRoom(now, amount);
        if (wait.isZero()) {
            tokens -= (double) amount;
        }
        return wait;
    }

    @Override
    public synchronized Duration untilRoom(long now, long amount) {
        refill(now);
        // Whoever wants more than the bucket holds goes into debt, and the next waits longer.
        double missing = Math.min((double) amount, capacity) - tokens;
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing * nanosPerToken));
    }

    @Override
    public synchronized boolean isUnused(long now) {
        refill(now);
        return tokens >= capacity;
    }

    private void refill(long now) {
        tokens = Math.min(capacity, tokens + (double) (now - asOf) / nanosPerToken);
        asOf = now;
    }
}
