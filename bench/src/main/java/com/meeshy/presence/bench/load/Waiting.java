package com.meeshy.presence.bench.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// For what other threads bring about.
final class Waiting {
    private static final long LOOK_NANOS = 2_000_000;

    private Waiting() {}

    /// @return whether it came true in time
    static boolean until(BooleanSupplier condition, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
