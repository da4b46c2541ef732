package com.meeshy.presence.live.line;

import com.meeshy.presence.core.identity.ConnectionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One connection of a participant, for operators.
///
/// @param transport "websocket" or "polling"
/// @param software such as `Firefox · Linux`; null when the client does not say
/// @param silentFor how long nothing has come from it, heartbeats included
public record Device(
        ConnectionId id,
        String transport,
        InetSocketAddress address,
        @Nullable String software,
        Instant connectedSince,
        Duration silentFor) {}
