package com.meeshy.presence.server.wiring;

import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.LimitValue;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.ClientNetwork;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.config.SocketSettings;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.socketio.OriginPolicy;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoServer;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import com.meeshy.socketio.SocketIoSettings.ConnectionLimits;
import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import com.meeshy.socketio.SocketIoSettings.StrangerLimits;

/// The limits that the Socket.IO layer applies: given to it, and told by it to whom the others are told.
final class SocketLimits {
    private SocketLimits() {}

    static SocketIoServer open(Settings settings, Limits limits, PresenceMetrics metrics) {
        SocketIoServer sockets = new SocketIoServer(settings(settings));
        sockets.whenExceeded((limit, client) -> limits.exceeded(row(limit), ClientNetwork.of(client)));
        metrics.gauge(
                "meeshy_stranger_bytes",
                "Bytes kept for Socket.IO clients without a verified credential",
                () -> sockets.stats().strangerBytes());
        metrics.gauge(
                "meeshy_unfinished_bytes",
                "Bytes kept for all other Socket.IO clients of messages that have not come whole and events held",
                () -> sockets.stats().unfinishedBytes());
        return sockets;
    }

    private static SocketIoSettings settings(Settings settings) {
        SocketSettings sockets = settings.sockets();
        LimitSettings limits = settings.limits();
        return SocketIoSettings.defaults()
                .withPingInterval(sockets.pingInterval())
                .withPingTimeout(sockets.pingTimeout())
                .withConnectTimeout(sockets.connectTimeout())
                .withConnectionLimits(connectionLimits(limits))
                .withKeepLimits(keepLimits(limits))
                .withAddressLimits(addressLimits(limits, settings.http().limitLoopback()))
                .withOrigins(OriginPolicy.of(settings.http().corsOrigins()))
                .withTrustedProxies(settings.http().trustProxy() ? 1 : 0);
    }

    private static ConnectionLimits connectionLimits(LimitSettings limits) {
        return SocketIoSettings.defaults()
                .connectionLimits()
                .withMaxPayload(limits.bytes(Limit.MAX_PAYLOAD))
                .withPacketsPerSecond(limits.count(Limit.PACKETS_PER_SECOND))
                .withAttachments(limits.count(Limit.ATTACHMENTS));
    }

    private static KeepLimits keepLimits(LimitSettings limits) {
        long heap = Runtime.getRuntime().maxMemory();
        return new KeepLimits(
                new StrangerLimits(
                        limits.bytes(Limit.STRANGER_BYTES),
                        limits.count(Limit.STRANGER_EVENTS),
                        limits.bytes(Limit.STRANGER_BACKLOG),
                        heap / limits.count(Limit.STRANGERS_HEAP_PART)),
                limits.bytes(Limit.HELD_BYTES),
                limits.count(Limit.HELD_EVENTS),
                limits.count(Limit.PIPELINED_REQUESTS),
                limits.time(Limit.MESSAGE_TIME),
                heap / limits.count(Limit.UNFINISHED_HEAP_PART));
    }

    /// @param loopbackToo not as a rule: a reverse proxy beside the gateway speaks for everybody
    private static AddressLimits addressLimits(LimitSettings limits, boolean loopbackToo) {
        LimitValue handshakes = limits.rate(Limit.HANDSHAKES_PER_ADDRESS);
        return new AddressLimits(
                limits.count(Limit.SESSIONS_PER_ADDRESS),
                handshakes.perSecond(),
                Math.toIntExact(handshakes.amount()),
                loopbackToo);
    }

    private static Limit row(SocketIoLimit limit) {
        return switch (limit) {
            case PAYLOAD -> Limit.MAX_PAYLOAD;
            case PACKETS -> Limit.PACKETS_PER_SECOND;
            case SESSIONS -> Limit.SESSIONS_PER_ADDRESS;
            case HANDSHAKES -> Limit.HANDSHAKES_PER_ADDRESS;
            case ATTACHMENTS -> Limit.ATTACHMENTS;
            case STRANGER_BYTES -> Limit.STRANGER_BYTES;
            case STRANGER_BACKLOG -> Limit.STRANGER_BACKLOG;
            case STRANGERS_TOGETHER -> Limit.STRANGERS_HEAP_PART;
            case HELD_EVENTS -> Limit.HELD_EVENTS;
            case UNFINISHED_TOGETHER -> Limit.UNFINISHED_HEAP_PART;
            case MESSAGE_TIME -> Limit.MESSAGE_TIME;
            case PIPELINE -> Limit.PIPELINED_REQUESTS;
        };
    }
}
