package com.meeshy.presence.server.config;

import java.time.Duration;

/// Timings and limits of Socket.IO connections.
///
/// @param pingInterval time between two pings
/// @param pingTimeout how long a pong may take before the connection counts as lost
/// @param connectTimeout how long a connection may stay unauthenticated
/// @param maxPayloadBytes largest message a client may send
/// @param sessionsPerAddress open at one time from one client address; this machine itself is not limited
/// @param handshakesPerAddress new sessions per second from one client address, in the long run
public record SocketSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration connectTimeout,
        int maxPayloadBytes,
        int sessionsPerAddress,
        int handshakesPerAddress) {

    private static final int SMALLEST_PAYLOAD = 1024;
    private static final int LARGEST_PAYLOAD = 1024 * 1024;

    public SocketSettings {
        Bounds.positive(Setting.PING_INTERVAL, pingInterval);
        Bounds.positive(Setting.PING_TIMEOUT, pingTimeout);
        Bounds.positive(Setting.CONNECT_TIMEOUT, connectTimeout);
        if (sessionsPerAddress < 1) {
            throw SettingsException.of(Setting.SESSIONS_PER_ADDRESS, sessionsPerAddress, "allow at least 1");
        }
        if (handshakesPerAddress < 1) {
            throw SettingsException.of(Setting.HANDSHAKES_PER_ADDRESS, handshakesPerAddress, "allow at least 1");
        }
        if (maxPayloadBytes < SMALLEST_PAYLOAD || maxPayloadBytes > LARGEST_PAYLOAD) {
            throw SettingsException.of(Setting.MAX_PAYLOAD, maxPayloadBytes, "choose a size between 1kb and 1mb");
        }
    }
}
