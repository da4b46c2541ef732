package com.meeshy.presence.server.telemetry;

import com.meeshy.presence.core.presence.PresenceChange;
import java.time.Duration;
/// Stand-in until merged.

public final class PresenceMetrics {
    public void broadcast(PresenceChange.Cause cause, Duration latency) {}

    public void ignoredClientEvent() {}
}
