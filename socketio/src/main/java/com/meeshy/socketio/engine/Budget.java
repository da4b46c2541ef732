package com.meeshy.socketio.engine;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that many connections may make the server keep together. Thread safe.
final class Budget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    Budget(long limit) {
        this.limit = limit;
    }

    /// Takes bytes if no more than `share` of the limit is taken then: the rest is for those who may have it
    /// whole.
    boolean take(int bytes, double share) {
        if (taken.addAndGet(bytes) <= limit * share) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /// Takes what is kept already, even beyond the limit.
    void force(int bytes) {
        taken.addAndGet(bytes);
    }

    void give(int bytes) {
        taken.addAndGet(-bytes);
    }

    long limit() {
        return limit;
    }

    long taken() {
        return taken.get();
    }
}
