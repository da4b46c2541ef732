package com.meeshy.presence.server.console;

import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.rest.ActivityStatistics;
import com.meeshy.presence.server.rest.HealthPart;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.util.List;
import java.util.function.IntSupplier;

/// Where the figures come from: the same doors as those of REST, so that both tell the same.
///
/// @param health what readiness depends on
/// @param pendingWrites states that the store does not have yet; never blocks
public record Sources(
        LivePresence presence,
        ActivityStatistics activity,
        Cleanup maintenance,
        List<HealthPart> health,
        PresenceMetrics metrics,
        IntSupplier pendingWrites) {
    public Sources {
        health = List.copyOf(health);
    }
}
