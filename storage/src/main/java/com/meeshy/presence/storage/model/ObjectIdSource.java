package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ObjectId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// New ObjectIds as BSON makes them: seconds, five random bytes per source, a counter. Those of one source grow
/// within a second. Safe from any thread.
public final class ObjectIdSource {
    private static final int COUNTER_MASK = 0xffffff;

    private final InstantSource clock;
    private final long process;
    private final AtomicInteger counter;

    public ObjectIdSource(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.process = random.nextLong() & 0xff_ffff_ffffL;
        // Low enough that a process hands out a million before the counter wraps.
        this.counter = new AtomicInteger(random.nextInt(COUNTER_MASK - 1_000_000));
    }

    public ObjectId next() {
        long seconds = clock.instant().getEpochSecond() & 0xffff_ffffL;
        long high = (seconds << 32) | (process >>> 8);
        long low = ((process & 0xff) << 24) | (counter.getAndIncrement() & COUNTER_MASK);
        return new ObjectId(high, (int) low);
    }
}
