package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;

/// One line a second, for pipes and logs: `name=value`, parted by spaces.
final class LineView implements WatchView {
    private final PrintWriter out;

    LineView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void show(String event, JsonNode payload) {
        if (event.equals("stats")) {
            line(WatchFigures.of(payload).line());
        }
    }

    @Override
    public synchronized void lost(Instant at) {
        line(at + " connection lost, trying again");
    }

    @Override
    public void close() {
        out.flush();
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
