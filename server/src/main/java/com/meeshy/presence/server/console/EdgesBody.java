package com.meeshy.presence.server.console;

import com.meeshy.presence.server.wire.Moments;
import java.util.List;
import java.util.Locale;

/// The event `edges`.
///
/// @param edges the newest first
/// @param skipped how many more there were than are told
record EdgesBody(List<EdgeBody> edges, long skipped) {

    static EdgesBody of(List<Edge> edges, long skipped) {
        return new EdgesBody(edges.stream().map(EdgeBody::of).toList(), skipped);
    }

    /// Somebody went online or offline.
    ///
    /// @param number the same however often it is told
    /// @param cause in lower case, as in the metrics
    record EdgeBody(
            long number,
            String userId,
            String username,
            boolean isAnonymous,
            boolean isOnline,
            String cause,
            String at) {
        static EdgeBody of(Edge edge) {
            return new EdgeBody(
                    edge.number(),
                    edge.view().id().text(),
                    edge.view().name(),
                    edge.view().id().isAnonymous(),
                    edge.view().isOnline(),
                    edge.cause().name().toLowerCase(Locale.ROOT),
                    Moments.text(edge.at()));
        }
    }
}
