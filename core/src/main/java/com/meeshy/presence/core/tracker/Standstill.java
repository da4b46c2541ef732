package com.meeshy.presence.core.tracker;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Notices that a thread was not run although it was due: the process or its machine stood still. Clients found
/// nobody to answer meanwhile and wait longer from try to try, and the ends of their lines are seen before they
/// are back. So whoever is lost is given as long as after a crash. Confined to the thread.
final class Standstill {
    /// How often a thread that runs looks, at least.
    static final Duration LOOK = Duration.ofSeconds(1);

    /// Socket.IO clients wait up to 7.5 s between two tries.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Beyond the time between two looks. A shorter one is within every grace, or an overloaded machine.
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private final LongSupplier ticker;
    private long lastLook;
    private long patientUntil;
    private boolean recent;

    Standstill(LongSupplier ticker) {
        this.ticker = ticker;
        this.lastLook = ticker.getAsLong();
    }

    /// Whether there was one so lately that those whom it cost their line may not be back.
    boolean isRecent() {
        long now = ticker.getAsLong();
        if (now - lastLook > LOOK.plus(NOTICED).toNanos()) {
            recent = true;
            patientUntil = now + PATIENCE.toNanos();
        }
        lastLook = now;
        recent = recent && now - patientUntil < 0;
        return recent;
    }
}
