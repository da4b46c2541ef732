package com.meeshy.presence.core.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/// What the members of one large conversation were told of how many are online.
final class Crowd {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private Instant nextCount = Instant.MIN;
    private int toldCount = -1;

    /// Somebody was told another count than the others.
    private boolean toldApart;

    /// Tells all members, when it is due and new to somebody.
    ///
    /// @return whether all are told, and long enough ago that nothing is forgotten with this object
    synchronized boolean tell(int online, Instant now, IntConsumer members) {
        if (now.isBefore(nextCount)) {
            return false;
        }
        if (online == toldCount && !toldApart) {
            return true;
        }
        toldCount = online;
        toldApart = false;
        nextCount = now.plus(COUNT_EVERY);
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
