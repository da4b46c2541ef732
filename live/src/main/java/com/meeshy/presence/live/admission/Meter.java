package com.meeshy.presence.live.admission;

import java.time.Duration;

/// What one key has used of a limit. Safe from any thread.
interface Meter {

    /// Uses an amount when there is room for it.
    ///
    /// @return zero, or how long until there is room
    Duration take(long now, long amount);

    /// How long until there is room; zero when there is now.
    Duration untilRoom(long now, long amount);

    /// Whether all the room is there.
    boolean isUnused(long now);
}
