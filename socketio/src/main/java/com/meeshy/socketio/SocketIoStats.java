package com.meeshy.socketio;

import java.util.Collections;
import java.util.Map;

/// Counters of a server since it was made. Each is exact, but they are not read at one instant.
///
/// @param sessions Engine.IO sessions open now
/// @param webSockets those of them on WebSocket now
/// @param handshakesAccepted sessions ever opened
/// @param handshakesRefused requests for a session that were turned away: bad, over a limit, or while refusing
/// @param packetsReceived Socket.IO and Engine.IO packets received
/// @param messagesSent messages handed to transports, one for each viewer of a broadcast
/// @param messagesSuperseded messages left out for slow readers because a newer one of the same key came
/// @param slowReadersClosed connections closed for not reading
/// @param strangerBytes kept for clients that have not proven themselves now, as far as it is counted
/// @param unfinishedBytes kept for all others of messages that have not come whole and events held, as far as it is
///     counted
/// @param exceeded how often each limit was passed
public record SocketIoStats(
        int sessions,
        int webSockets,
        long handshakesAccepted,
        long handshakesRefused,
        long packetsReceived,
        long messagesSent,
        long messagesSuperseded,
        long slowReadersClosed,
        long strangerBytes,
        long unfinishedBytes,
        Map<SocketIoLimit, Long> exceeded) {

    public SocketIoStats {
        exceeded = Collections.unmodifiableMap(exceeded);
    }
}
