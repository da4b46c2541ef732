package com.meeshy.presence.server.console;

import java.util.ArrayDeque;
import java.util.List;

/// The last quarter of an hour in points five seconds apart, so that a console shows charts as soon as it is opened.
/// Safe from any thread.
final class FigureHistory {
    private static final int POINTS = 180;

    private final ArrayDeque<HistoryPoint> points = new ArrayDeque<>(POINTS);

    synchronized void add(HistoryPoint point) {
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.addLast(point);
    }

    /// The oldest first.
    synchronized List<HistoryPoint> points() {
        return List.copyOf(points);
    }
}
