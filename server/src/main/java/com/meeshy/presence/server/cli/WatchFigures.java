package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The event `stats`, read for people.
record WatchFigures(JsonNode stats) {
    static WatchFigures of(JsonNode stats) {
        return new WatchFigures(stats);
    }

    String at() {
        return stats.path("at").asText();
    }

    long online() {
        return registered() + guests();
    }

    long registered() {
        return stats.at("/online/registered").asLong();
    }

    long guests() {
        return stats.at("/online/guests").asLong();
    }

    long connections() {
        return stats.at("/online/connections").asLong();
    }

    double rate(String name) {
        return stats.path("rates").path(name).asDouble();
    }

    /// Null when nothing was broadcast.
    @Nullable
    Double latency(String percentile) {
        JsonNode value = stats.path("latency").path(percentile);
        return value.isNumber() ? (Double) value.doubleValue() : null;
    }

    double throttleRate() {
        return stats.at("/throttle/rate").asDouble();
    }

    long activities() {
        return stats.at("/throttle/requests").asLong();
    }

    long zombies() {
        return stats.at("/totals/zombiesCleaned").asLong();
    }

    long pendingWrites() {
        return stats.path("pendingWrites").asLong();
    }

    /// When the maintenance job last ran; empty before its first run.
    String lastCleanup() {
        return stats.at("/cleanup/at").asText("");
    }

    boolean maintenanceActive() {
        return stats.path("maintenanceActive").asBoolean();
    }

    Iterable<JsonNode> nodes() {
        return stats.path("nodes");
    }

    /// How many times, over all causes, and for how long on average.
    Measure truth(String measure) {
        long count = 0;
        double seconds = 0;
        for (JsonNode each : stats.path("truth")) {
            if (each.path("measure").asText().equals(measure)) {
                count += each.path("count").asLong();
                seconds +=
                        each.path("count").asLong() * each.path("meanSeconds").asDouble();
            }
        }
        return new Measure(count, count == 0 ? 0 : seconds / count);
    }

    /// Such as `up`, or the reason of the first part that is down.
    String health() {
        for (JsonNode part : stats.path("health")) {
            if (!part.path("up").asBoolean()) {
                return part.path("name").asText() + ": " + part.path("detail").asText("down");
            }
        }
        return "up";
    }

    boolean healthy() {
        return health().equals("up");
    }

    /// For pipes.
    String line() {
        Double p95 = latency("p95");
        return String.format(
                Locale.ROOT,
                "%s online=%d registered=%d guests=%d connections=%d online/s=%.1f offline/s=%.1f broadcasts/s=%.1f"
                        + " p95ms=%s throttled%%=%.1f zombies=%d pendingWrites=%d health=%s",
                at(),
                online(),
                registered(),
                guests(),
                connections(),
                rate("online"),
                rate("offline"),
                rate("broadcasts"),
                p95 == null ? "-" : String.format(Locale.ROOT, "%.1f", p95),
                throttleRate(),
                zombies(),
                pendingWrites(),
                healthy() ? "up" : "down(" + health().replace(' ', '_') + ")");
    }

    /// @param meanSeconds 0 when it never happened
    record Measure(long count, double meanSeconds) {}
}
