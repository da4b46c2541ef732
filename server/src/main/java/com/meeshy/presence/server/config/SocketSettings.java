package com.meeshy.presence.server.config;

import java.time.Duration;

/// Timings of Socket.IO connections.
///
/// @param pingInterval time between two pings
/// @param pingTimeout how long a pong may take before the connection counts as lost
/// @param connectTimeout how long a connection may stay unauthenticated
public record SocketSettings(Duration pingInterval, Duration pingTimeout, Duration connectTimeout) {

    public SocketSettings {
        Bounds.positive(Setting.PING_INTERVAL, pingInterval);
        Bounds.positive(Setting.PING_TIMEOUT, pingTimeout);
        Bounds.positive(Setting.CONNECT_TIMEOUT, connectTimeout);
    }
}
