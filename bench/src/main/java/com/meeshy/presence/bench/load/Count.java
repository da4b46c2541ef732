package com.meeshy.presence.bench.load;

/// What is counted.
public enum Count {
    /// Edges that the load caused.
    EDGES,
    /// Events that should arrive: for each edge, the viewers of its subject.
    EXPECTED,
    /// Of those, arrived.
    DELIVERED,
    /// Of those delivered, later than a second.
    LATE,
    /// Of those expected, never arrived.
    LOST,
    /// The same state with the same version once more.
    DUPLICATE,
    /// An older state after a newer one.
    OUT_OF_ORDER,
    /// A state that nobody caused: somebody who is there shown as gone, or the other way round.
    FALSE,
    /// A newer version of what was known already.
    REFRESH,
    /// Presence of people whose edges are not followed.
    OTHER,
    /// Of those, somebody shown as offline.
    OTHER_OFFLINE,
    /// Counts of a large conversation.
    STATS,
    /// Pages of snapshots.
    SNAPSHOT_PAGES,
    /// Bytes of events received.
    BYTES,
    /// Ways in that succeeded.
    LOGINS,
    /// Ways in that did not: refused, broken off.
    FAILED_LOGINS,
    /// Connections that ended though the load did not end them.
    BROKEN,
    /// Times when the load should have acted and nobody was ready to.
    SKIPPED,
    /// REST requests answered with success.
    REQUESTS,
    /// REST requests answered otherwise.
    FAILED_REQUESTS
}
