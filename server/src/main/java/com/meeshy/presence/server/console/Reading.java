package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.rest.ActivityStatistics;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The counters at one moment.
///
/// @param edges by cause, since the start
record Reading(
        Moment moment,
        LivePresence.LiveCounts counts,
        Map<Cause, Long> edges,
        long broadcasts,
        ActivityStatistics.Counts activity) {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double TENTHS = 10;

    static Reading of(Sources sources, Moment moment) {
        Map<Cause, Long> edges = new EnumMap<>(Cause.class);
        for (Cause cause : List.of(Cause.CONNECTED, Cause.DISCONNECTED, Cause.ZOMBIE, Cause.NODE_DEATH)) {
            edges.put(cause, sources.metrics().edges(cause));
        }
        return new Reading(
                moment,
                sources.presence().counts(),
                edges,
                sources.metrics().broadcasts(),
                sources.activity().counts());
    }

    Instant at() {
        return moment.at();
    }

    /// How often things happened since an earlier reading.
    Rates since(Reading before) {
        double seconds = Math.max(1, moment.since(before.moment).toMillis()) / MILLIS_PER_SECOND;
        double online = edges(Cause.CONNECTED) - before.edges(Cause.CONNECTED);
        double offline = offlineEdges() - before.offlineEdges();
        return new Rates(
                tenths(online / seconds),
                tenths(offline / seconds),
                tenths((broadcasts - before.broadcasts) / seconds),
                rate(activity.requests(), before.activity.requests(), seconds),
                rate(activity.throttled(), before.activity.throttled(), seconds));
    }

    long edges(Cause cause) {
        return edges.getOrDefault(cause, 0L);
    }

    private long offlineEdges() {
        return edges(Cause.DISCONNECTED) + edges(Cause.ZOMBIE) + edges(Cause.NODE_DEATH);
    }

    /// These counts are begun anew when an operator says so.
    private static double rate(long now, long before, double seconds) {
        return tenths(Math.max(0, now - before) / seconds);
    }

    private static double tenths(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }
}
