package com.meeshy.presence.server.console;

import com.meeshy.presence.live.upkeep.CleanupReport;
import com.meeshy.presence.server.rest.ActivityStatistics;
import com.meeshy.presence.server.rest.HealthPart;
import com.meeshy.presence.server.telemetry.TruthFigure;
import com.meeshy.presence.server.wire.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The event `stats`: what a console shows now. Totals count since the start and are those of `/metrics`.
///
/// @param rates over the time since the figures before
/// @param latency of the broadcasts since the figures before; null when there were none
/// @param cleanup the last run; null before the first
/// @param point a new point of the history; null when none is due
record Figures(
        String at,
        Online online,
        Rates rates,
        @Nullable Percentiles latency,
        Totals totals,
        Throttle throttle,
        boolean maintenanceActive,
        @Nullable CleanupRun cleanup,
        List<TruthFigure> truth,
        List<NodeSign> nodes,
        List<Part> health,
        int pendingWrites,
        int consoles,
        @Nullable HistoryPoint point) {

    /// People with a connection, and their connections on this node.
    record Online(long registered, long guests, long connections) {}

    /// @param edges by cause, in lower case
    record Totals(long broadcasts, long zombiesCleaned, Map<String, Long> edges) {
        static Totals of(Reading reading, long zombies) {
            Map<String, Long> edges = new LinkedHashMap<>();
            reading.edges().forEach((cause, count) -> edges.put(cause.name().toLowerCase(Locale.ROOT), count));
            return new Totals(reading.broadcasts(), zombies, edges);
        }
    }

    /// Since the last reset.
    ///
    /// @param rate share of the activities that were held back, in percent
    record Throttle(long requests, long throttled, long written, long failed, long held, double rate) {
        private static final double PERCENT = 100.0;

        static Throttle of(ActivityStatistics.Counts counts) {
            double rate = counts.requests() == 0 ? 0.0 : PERCENT * counts.throttled() / counts.requests();
            return new Throttle(
                    counts.requests(), counts.throttled(), counts.written(), counts.failed(), counts.held(), rate);
        }
    }

    /// What a run of the maintenance job did.
    record CleanupRun(String at, long tookMs, int zombiesCleaned, int guestsClosed, int linksDeactivated) {
        static CleanupRun of(CleanupReport report) {
            return new CleanupRun(
                    Moments.text(report.at()),
                    report.tookMs(),
                    report.zombiesCleaned(),
                    report.guestsClosed(),
                    report.linksDeactivated());
        }
    }

    /// A node's lease.
    ///
    /// @param lastSign when it was last renewed
    record NodeSign(String node, String lastSign, boolean isThisNode) {}

    /// A part that readiness depends on.
    record Part(String name, boolean up, @Nullable String detail) {
        static Part of(HealthPart part) {
            HealthPart.State state = part.check().look();
            return new Part(part.name(), state.condition() == HealthPart.Condition.UP, state.detail());
        }
    }
}
