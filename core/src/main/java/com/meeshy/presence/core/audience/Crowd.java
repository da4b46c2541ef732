package com.meeshy.presence.core.audience;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/// What the members of one large conversation were told of how many are online.
final class Crowd {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    /// Nobody was told yet.
    private static final int NONE = -1;

    /// By the ticker; of no meaning before the first count.
    private long nextCount;

    private int toldCount = NONE;

    /// Somebody was told another count than the others.
    private boolean toldApart;

    /// Tells all members, when it is due and new to somebody.
    ///
    /// @return whether all are told, and long enough ago that nothing is forgotten with this object
    synchronized boolean tell(int online, long nowNanos, IntConsumer members) {
        if (toldCount != NONE && nowNanos - nextCount < 0) {
            return false;
        }
        if (online == toldCount && !toldApart) {
            return true;
        }
        toldCount = online;
        toldApart = false;
        nextCount = nowNanos + COUNT_EVERY.toNanos();
        members.accept(online);
        return false;
    }

    /// Tells one viewer, who is new here.
    synchronized void tellOne(IntSupplier online, IntConsumer viewer) {
        int now = online.getAsInt();
        toldApart |= now != toldCount;
        viewer.accept(now);
    }
}
