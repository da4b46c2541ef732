package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.server.wire.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The event `console:welcome`: the first thing a console hears.
///
/// @param history the oldest first
/// @param edges the newest first
record Welcome(
        OperatorBody operator,
        String node,
        String version,
        String startedAt,
        String serverTime,
        Thresholds thresholds,
        List<HistoryPoint> history,
        List<EdgesBody.EdgeBody> edges) {

    /// @param expiresAt when the session ends; null when it does not
    record OperatorBody(String name, String role, @Nullable String expiresAt) {
        static OperatorBody of(Operator operator) {
            return new OperatorBody(operator.name(), operator.role(), Moments.textOrNull(operator.expiresAt()));
        }
    }

    /// So that consoles compute a status as viewers do.
    record Thresholds(long onlineMs, long awayMs) {
        static Thresholds of(StatusRule rule) {
            return new Thresholds(
                    rule.onlineThreshold().toMillis(), rule.awayThreshold().toMillis());
        }
    }
}
