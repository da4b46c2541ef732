package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Shows what a console hears.
interface WatchView extends AutoCloseable {
    void show(String event, JsonNode payload);

    /// The connection is lost; what is shown is of before.
    void lost(Instant at);

    @Override
    void close();
}
