package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A table that is drawn in place, on a screen of its own that leaves no trace. Fits 80 columns and 24 lines.
final class TerminalView implements WatchView {
    private static final int WIDTH = 78;
    private static final int TREND = 40;
    private static final int LABEL = 18;
    private static final int MOST_EDGES = 6;
    private static final int MOST_NODES = 3;
    private static final int SHOWN_NAME = 26;

    /// A screen of its own, no cursor, and lines that are too long are cut.
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l\033[2J";

    private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";

    private final PrintWriter out;
    private final boolean colours;
    private final String address;
    private final Sparkline people = new Sparkline(TREND);
    private final Sparkline edges = new Sparkline(TREND);
    private final Sparkline latency = new Sparkline(TREND);
    private final ArrayDeque<JsonNode> latest = new ArrayDeque<>();
    private JsonNode welcome = MissingNode.getInstance();
    private @Nullable WatchFigures figures;

    /// Of the last second in which something was broadcast.
    private @Nullable WatchFigures lastBusy;

    private @Nullable Instant lostAt;
    private boolean entered;
    private boolean closed;

    TerminalView(PrintWriter out, boolean colours, String address) {
        this.out = out;
        this.colours = colours;
        this.address = address;
    }

    @Override
    public synchronized void show(String event, JsonNode payload) {
        lostAt = null;
        switch (event) {
            case "console:welcome" -> {
                welcome = payload;
                latest.clear();
                remember(payload.path("edges"));
                payload.path("history").forEach(this::trend);
            }
            case "edges" -> remember(payload.path("edges"));
            case "stats" -> {
                figures = WatchFigures.of(payload);
                if (payload.path("latency").isObject()) {
                    lastBusy = WatchFigures.of(payload);
                }
                if (payload.path("point").isObject()) {
                    trend(payload.path("point"));
                }
                draw();
            }
            default -> {}
        }
    }

    @Override
    public synchronized void lost(Instant at) {
        if (lostAt == null) {
            lostAt = at;
        }
        draw();
    }

    @Override
    public synchronized void close() {
        if (entered && !closed) {
            out.print(LEAVE);
        }
        closed = true;
        out.flush();
    }

    /// The newest come first. The welcome has told some of them already.
    private void remember(JsonNode told) {
        long newest = latest.isEmpty() ? -1 : latest.getFirst().path("number").asLong();
        for (int i = told.size() - 1; i >= 0; i--) {
            if (told.get(i).path("number").asLong() > newest) {
                latest.addFirst(told.get(i));
            }
        }
        while (latest.size() > MOST_EDGES) {
            latest.removeLast();
        }
    }

    private void trend(JsonNode point) {
        WatchFigures at = WatchFigures.of(point);
        people.add((double) at.online());
        edges.add(at.rate("online") + at.rate("offline"));
        Double p95 = at.latency("p95");
        latency.add(p95 == null ? 0 : p95);
    }

    private void draw() {
        WatchFigures now = figures;
        if (now == null || closed) {
            return;
        }
        StringBuilder screen = new StringBuilder(entered ? "" : ENTER);
        entered = true;
        screen.append("\033[H");
        for (String line : lines(now)) {
            screen.append(line).append("\033[K\n");
        }
        out.print(screen.append("\033[J"));
        out.flush();
    }

    private List<String> lines(WatchFigures now) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(now));
        lines.add(style(Style.FAINT, "─".repeat(WIDTH)));
        lines.add(row(
                "People online",
                bold(now.online()) + "  registered " + grouped(now.registered()) + " · guests " + grouped(now.guests())
                        + " · connections " + grouped(now.connections())));
        lines.add(row("", style(Style.ONLINE, people.fromLeast())));
        lines.add(row(
                "Edges a second",
                style(Style.ONLINE, "▲ " + tenths(now.rate("online"))) + "  "
                        + style(Style.OFFLINE, "▼ " + tenths(now.rate("offline"))) + "  broadcasts "
                        + tenths(now.rate("broadcasts"))));
        lines.add(row("", style(Style.AWAY, edges.fromZero())));
        lines.add(row("Latency, ms", latencies()));
        lines.add(row("", style(Style.AWAY, latency.fromZero())));
        lines.add(row(
                "Throttle",
                tenths(now.throttleRate()) + " % held back of " + grouped(now.activities()) + " activities"));
        lines.add(row(
                "Maintenance",
                "zombies cleaned " + grouped(now.zombies()) + " · last run "
                        + (now.lastCleanup().isEmpty() ? "none yet" : time(now.lastCleanup()))
                        + (now.maintenanceActive() ? "" : style(Style.ALARM, " · the last scheduled run failed"))));
        lines.add(row(
                "Shown wrong",
                "online " + measure(now.truth("falseOnline")) + " · offline " + measure(now.truth("falseOffline"))
                        + " · noticed after " + measure(now.truth("detection"))));
        lines.add(row(
                "Store",
                (now.healthy() ? style(Style.ONLINE, "up") : style(Style.ALARM, now.health())) + " · writes waiting "
                        + grouped(now.pendingWrites())));
        nodes(now, lines);
        lines.add(style(Style.FAINT, "─".repeat(WIDTH)));
        latest.forEach(edge -> lines.add(edgeLine(edge)));
        return lines;
    }

    private String heading(WatchFigures now) {
        Instant lost = lostAt;
        String state = lost == null
                ? style(Style.ONLINE, "● live ") + time(now.at())
                : style(Style.ALARM, "○ connection lost, figures of " + time(now.at()));
        return style(Style.STRONG, "Meeshy Presence") + "  " + address + "  "
                + style(Style.FAINT, welcome.path("node").asText() + "  ") + state;
    }

    private String latencies() {
        WatchFigures busy = lastBusy;
        return busy == null
                ? "nothing was broadcast yet"
                : "p50 " + milliseconds(busy, "p50") + "  p95 " + milliseconds(busy, "p95") + "  p99 "
                        + milliseconds(busy, "p99") + "  max " + milliseconds(busy, "max")
                        + style(Style.FAINT, "  at " + time(busy.at()));
    }

    private void nodes(WatchFigures now, List<String> lines) {
        int shown = 0;
        for (JsonNode node : now.nodes()) {
            if (shown++ < MOST_NODES) {
                Duration age =
                        Duration.between(Instant.parse(node.path("lastSign").asText()), Instant.parse(now.at()));
                lines.add(row(
                        shown == 1 ? "Nodes" : "",
                        node.path("node").asText()
                                + (node.path("isThisNode").asBoolean() ? " (this)" : "")
                                + style(Style.FAINT, "  lease renewed " + Math.max(0, age.toSeconds()) + " s ago")));
            }
        }
    }

    private String edgeLine(JsonNode edge) {
        boolean online = edge.path("isOnline").asBoolean();
        String name = edge.path("username").asText();
        String shown = name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME - 1) + "…" : name;
        return " " + style(Style.FAINT, time(edge.path("at").asText())) + "  "
                + (online ? style(Style.ONLINE, "●") : style(Style.OFFLINE, "○")) + " "
                + padded(harmless(shown), SHOWN_NAME + 2) + (online ? "online   " : "offline  ")
                + style(Style.FAINT, edge.path("cause").asText().replace('_', ' '));
    }

    private String row(String label, String value) {
        return " " + style(Style.FAINT, padded(label, LABEL)) + value;
    }

    private String style(Style style, String text) {
        return colours ? style.of(text) : text;
    }

    private String bold(long number) {
        return style(Style.STRONG, grouped(number));
    }

    /// A name is chosen by its owner, and a terminal obeys what it is sent.
    private static String harmless(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String measure(WatchFigures.Measure measure) {
        return measure.count() == 0
                ? "never"
                : String.format(Locale.ROOT, "%d× %.1f s", measure.count(), measure.meanSeconds());
    }

    private static String milliseconds(WatchFigures now, String percentile) {
        Double value = now.latency(percentile);
        return value == null ? "–" : tenths(value);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    private static String time(String moment) {
        return moment.length() < "2026-01-01T00:00:00".length() ? moment : moment.substring(11, 19);
    }
}
