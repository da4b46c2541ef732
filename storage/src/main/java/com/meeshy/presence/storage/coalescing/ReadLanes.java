package com.meeshy.presence.storage.coalescing;

import java.time.Duration;

/// How the readers of one store are shared out. Snapshots get at most half of them and lists a quarter, so a
/// quarter is always left for sign-ins and for whatever else goes by itself.
///
/// @param snapshots reads of many people at once
/// @param lists what somebody asks for
public record ReadLanes(ReadLane snapshots, ReadLane lists) {
    /// A snapshot that fails counts as an outage of the store, so it waits as long as the store itself may take.
    private static final Duration SNAPSHOT_PATIENCE = Duration.ofSeconds(30);

    /// Somebody waits for the answer.
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(5);

    /// @param readers of the store; with fewer than four the lanes can take all
    public static ReadLanes of(int readers) {
        return new ReadLanes(
                ReadLane.of(Math.max(1, readers / 2), SNAPSHOT_PATIENCE),
                ReadLane.of(Math.max(1, readers / 4), LIST_PATIENCE));
    }
}
