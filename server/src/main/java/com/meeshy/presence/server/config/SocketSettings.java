package com.meeshy.presence.server.config;

import java.time.Duration;

/// Timings and limits of Socket.IO connections.
///
/// @param pingInterval time between two pings
/// @param pingTimeout how long a pong may take before the connection counts as lost
/// @param connectTimeout how long a connection may stay unauthenticated
/// @param maxPayloadBytes largest message a client may send
public record SocketSettings(
        Duration pingInterval, Duration pingTimeout, Duration connectTimeout, int maxPayloadBytes) {

    private static final int SMALLEST_PAYLOAD = 1024;
    private static final int LARGEST_PAYLOAD = 1024 * 1024;

    public SocketSettings {
        Bounds.positive(Setting.PING_INTERVAL, pingInterval);
        Bounds.positive(Setting.PING_TIMEOUT, pingTimeout);
        Bounds.positive(Setting.CONNECT_TIMEOUT, connectTimeout);
        if (maxPayloadBytes < SMALLEST_PAYLOAD || maxPayloadBytes > LARGEST_PAYLOAD) {
            throw SettingsException.of(Setting.MAX_PAYLOAD, maxPayloadBytes, "choose a size between 1kb and 1mb");
        }
    }
}
