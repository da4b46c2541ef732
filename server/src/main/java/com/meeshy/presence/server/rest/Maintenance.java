package com.meeshy.presence.server.rest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The maintenance job, which an operator may look at and start out of turn. Calls that run it block until it is done.
public interface Maintenance {
    /// Takes zombies offline, and does nothing else.
    Report sweepZombies();

    /// Everything the job does in turn.
    Report runNow();

    /// Whether the job is scheduled and its last run did not fail.
    boolean isActive();

    /// The last finished run; null before the first.
    @Nullable
    Report last();

    /// Stored as online without a connection and idle for longer than this: a zombie.
    Duration zombieThreshold();

    /// What a run did.
    ///
    /// @param zombiesCleaned participants taken offline
    /// @param guestsClosed idle guests whose stay was ended
    /// @param linksDeactivated share links whose time was over
    record Report(Instant at, Duration took, int zombiesCleaned, int guestsClosed, int linksDeactivated) {}
}
