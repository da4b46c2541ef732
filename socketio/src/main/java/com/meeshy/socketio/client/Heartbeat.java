package com.meeshy.socketio.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Gives up a server that has stopped to ping. Event loop.
final class Heartbeat {
    private final ClientLine line;
    private final Runnable silent;
    private final long millis;
    private ScheduledFuture<?> timer;

    /// @param opened what the server said when it opened the session
    Heartbeat(ClientLine line, JsonNode opened, Runnable silent) {
        this.line = line;
        this.silent = silent;
        this.millis = opened.path("pingInterval").asLong()
                + opened.path("pingTimeout").asLong();
        this.timer = begin();
    }

    void ping() {
        timer.cancel(false);
        timer = begin();
    }

    void stop() {
        timer.cancel(false);
    }

    private ScheduledFuture<?> begin() {
        return line.loop().schedule(silent, millis, TimeUnit.MILLISECONDS);
    }
}
