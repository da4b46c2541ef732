package com.meeshy.presence.server.console;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.upkeep.CleanupReport;
import com.meeshy.presence.server.telemetry.RecentLatency;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.socketio.Namespace;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Pushes to all consoles. A job calls [#beat] once a second and another [#lookAround] every other second; when nobody
/// is there both end at once, but for a point of the history every fifth beat.
public final class Pulse {
    private static final int BEATS_PER_POINT = 5;

    /// Edges told one by one in a second; of the others only the number.
    private static final int MOST_EDGES = 50;

    private final Sources sources;
    private final EdgeFeed edges;
    private final NodeSigns nodes;
    private final Operators operators;
    private final Namespace namespace;
    private final Time time;
    private final FigureHistory history = new FigureHistory();
    private final Histogram latencyOfPoint = RecentLatency.sum();

    private long beats;
    private long toldEdges;
    private Reading last;
    private Reading lastPoint;

    public Pulse(
            Sources sources, EdgeFeed edges, NodeSigns nodes, Operators operators, Namespace namespace, Time time) {
        this.sources = sources;
        this.edges = edges;
        this.nodes = nodes;
        this.operators = operators;
        this.namespace = namespace;
        this.time = time;
        this.last = Reading.of(sources, time.moment());
        this.lastPoint = last;
    }

    FigureHistory history() {
        return history;
    }

    String node() {
        return nodes.self();
    }

    List<Edge> latestEdges(int most) {
        return edges.latest(most);
    }

    /// One thread. Never blocks.
    public void beat() {
        boolean pointDue = ++beats % BEATS_PER_POINT == 0;
        boolean watched = operators.count() > 0;
        if (!watched && !pointDue) {
            return;
        }
        operators.endExpired();
        Reading now = Reading.of(sources, time.moment());
        Histogram latency = sources.metrics().recentLatency().take();
        latencyOfPoint.add(latency);
        HistoryPoint point = pointDue ? point(now) : null;
        if (watched) {
            tellEdges();
            namespace.broadcast().emitLatest(ConsoleEvent.STATS, ConsoleEvent.STATS, figures(now, latency, point));
        } else {
            toldEdges = edges.count();
        }
        last = now;
    }

    /// Reads what only the store knows. Blocks.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public void lookAround() {
        if (operators.count() > 0) {
            operators.endDismissed();
            nodes.read();
        }
    }

    private HistoryPoint point(Reading now) {
        HistoryPoint point = new HistoryPoint(
                Moments.text(now.at()), online(now), now.since(lastPoint), Percentiles.of(latencyOfPoint));
        latencyOfPoint.reset();
        lastPoint = now;
        history.add(point);
        return point;
    }

    private void tellEdges() {
        long count = edges.count();
        long fresh = count - toldEdges;
        toldEdges = count;
        if (fresh > 0) {
            List<Edge> latest = edges.latest(fresh, MOST_EDGES, edge -> true);
            namespace.broadcast().emit(ConsoleEvent.EDGES, EdgesBody.of(latest, fresh - latest.size()));
        }
    }

    private Figures figures(Reading now, Histogram latency, @Nullable HistoryPoint point) {
        CleanupReport run = sources.maintenance().last();
        return new Figures(
                Moments.text(now.at()),
                online(now),
                now.since(last),
                Percentiles.of(latency),
                Figures.Totals.of(now, sources.metrics().zombies()),
                Figures.Throttle.of(now.activity()),
                sources.maintenance().isActive(),
                run == null ? null : Figures.CleanupRun.of(run),
                sources.metrics().truthFigures(),
                nodes.known(),
                sources.health().stream().map(Figures.Part::of).toList(),
                sources.pendingWrites().getAsInt(),
                operators.count(),
                point);
    }

    private static Figures.Online online(Reading now) {
        return new Figures.Online(
                now.counts().onlineUsers(),
                now.counts().onlineAnonymous(),
                now.counts().connections());
    }
}
