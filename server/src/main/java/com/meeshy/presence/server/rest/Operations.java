package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.upkeep.Cleanup;
import java.util.List;

/// What operators look at and start.
public record Operations(
        Cleanup maintenance, ActivityStatistics activity, List<HealthPart> health, MetricsText metrics) {
    public Operations {
        health = List.copyOf(health);
    }

    /// The metrics in the text format of Prometheus.
    @FunctionalInterface
    public interface MetricsText {
        String text();
    }
}
