package com.meeshy.socketio;

import java.time.Duration;
import java.util.Objects;

/// Everything that can be set about a server. Start from [#defaults()] and use the withers; an impossible value
/// throws [IllegalArgumentException] with one clear sentence.
///
/// @param path the HTTP path taken by the gate, with slashes at both ends
/// @param timing heartbeat and patience
/// @param origins which web pages may connect
/// @param addressLimits what one client address may use
/// @param connectionLimits what one connection may use
/// @param keepLimits what clients may make the server keep
/// @param trustedProxies how many proxies in front add to `X-Forwarded-For`: 0 (the default) ignores the
///     header, n takes the n-th address from its end
public record SocketIoSettings(
        String path,
        Timing timing,
        OriginPolicy origins,
        AddressLimits addressLimits,
        ConnectionLimits connectionLimits,
        KeepLimits keepLimits,
        int trustedProxies) {

    public SocketIoSettings {
        Objects.requireNonNull(origins);
        require(
                path.length() > 1 && path.startsWith("/") && path.endsWith("/"),
                "path must begin and end with a slash");
        require(trustedProxies >= 0 && trustedProxies <= 16, "trustedProxies must be between 0 and 16");
    }

    /// The defaults of the Socket.IO contract: `/socket.io/`, 25 s, 10 s, 45 s, 100 KB, same origin only.
    public static SocketIoSettings defaults() {
        return new SocketIoSettings(
                "/socket.io/",
                new Timing(
                        Duration.ofSeconds(25), Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofSeconds(10)),
                OriginPolicy.SAME_ORIGIN,
                new AddressLimits(1000, 50, 200),
                new ConnectionLimits(100_000, 200, 10, 100, 1 << 20, SlowReaderPolicy.LATEST_PER_KEY),
                KeepLimits.defaults(),
                0);
    }

    public SocketIoSettings withPath(String path) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withTiming(Timing timing) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withPingInterval(Duration pingInterval) {
        return withTiming(
                new Timing(pingInterval, timing.pingTimeout(), timing.connectTimeout(), timing.upgradeTimeout()));
    }

    public SocketIoSettings withPingTimeout(Duration pingTimeout) {
        return withTiming(
                new Timing(timing.pingInterval(), pingTimeout, timing.connectTimeout(), timing.upgradeTimeout()));
    }

    public SocketIoSettings withConnectTimeout(Duration connectTimeout) {
        return withTiming(
                new Timing(timing.pingInterval(), timing.pingTimeout(), connectTimeout, timing.upgradeTimeout()));
    }

    public SocketIoSettings withMaxPayload(int bytes) {
        return withConnectionLimits(connectionLimits.withMaxPayload(bytes));
    }

    public SocketIoSettings withOrigins(OriginPolicy origins) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withAddressLimits(AddressLimits addressLimits) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withConnectionLimits(ConnectionLimits connectionLimits) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withKeepLimits(KeepLimits keepLimits) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    public SocketIoSettings withTrustedProxies(int trustedProxies) {
        return new SocketIoSettings(path, timing, origins, addressLimits, connectionLimits, keepLimits, trustedProxies);
    }

    /// Heartbeat and patience. A vanished client is noticed at most `pingInterval + pingTimeout` after it was
    /// last heard.
    ///
    /// @param pingInterval between a pong and the next ping
    /// @param pingTimeout for the pong to come
    /// @param connectTimeout for a session to be let into a first namespace
    /// @param upgradeTimeout for a WebSocket that probes to finish its upgrade
    public record Timing(
            Duration pingInterval, Duration pingTimeout, Duration connectTimeout, Duration upgradeTimeout) {
        public Timing {
            requireTime(pingInterval, "pingInterval");
            requireTime(pingTimeout, "pingTimeout");
            requireTime(connectTimeout, "connectTimeout");
            requireTime(upgradeTimeout, "upgradeTimeout");
        }

        private static void requireTime(Duration time, String name) {
            require(
                    time.compareTo(Duration.ofMillis(50)) >= 0 && time.compareTo(Duration.ofHours(1)) <= 0,
                    name + " must be between 50 ms and 1 h");
        }
    }

    /// What one client address may use: an IPv4 address, or a /64 of IPv6.
    ///
    /// @param sessions open at one time
    /// @param handshakesPerSecond in the long run
    /// @param handshakeBurst at once, after a quiet time
    /// @param loopbackToo whether they bind this machine itself as well: a proxy or a load generator beside the
    ///     server
    public record AddressLimits(int sessions, int handshakesPerSecond, int handshakeBurst, boolean loopbackToo) {
        /// Limits that bind everybody.
        public AddressLimits(int sessions, int handshakesPerSecond, int handshakeBurst) {
            this(sessions, handshakesPerSecond, handshakeBurst, true);
        }

        public AddressLimits {
            require(sessions > 0 && handshakesPerSecond > 0, "address limits must be positive");
            require(handshakeBurst > 0, "address limits must be positive");
        }

        /// Limits that never bite, for tests and load generators that use one address.
        public static AddressLimits none() {
            return new AddressLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
    }

    /// What one connection may use. Passing a limit closes it.
    ///
    /// @param maxPayload bytes of one WebSocket message or polling body; clients are told
    /// @param packetsPerSecond received, averaged over a few seconds
    /// @param attachments binary attachments of one packet
    /// @param openAcks acknowledgements that the client may owe
    /// @param outgoingBytes that may wait for a client that does not read, besides what the socket itself buffers
    /// @param slowReaders what may be left out for such a client
    public record ConnectionLimits(
            int maxPayload,
            int packetsPerSecond,
            int attachments,
            int openAcks,
            int outgoingBytes,
            SlowReaderPolicy slowReaders) {
        public ConnectionLimits {
            Objects.requireNonNull(slowReaders);
            require(maxPayload >= 1000 && maxPayload <= 16_000_000, "maxPayload must be between 1 KB and 16 MB");
            require(packetsPerSecond > 0, "packetsPerSecond must be positive");
            require(attachments >= 0 && openAcks >= 0, "attachments and openAcks must not be negative");
            require(outgoingBytes >= 1000, "outgoingBytes must be at least 1 KB");
        }

        public ConnectionLimits withMaxPayload(int bytes) {
            return new ConnectionLimits(bytes, packetsPerSecond, attachments, openAcks, outgoingBytes, slowReaders);
        }

        public ConnectionLimits withPacketsPerSecond(int packets) {
            return new ConnectionLimits(maxPayload, packets, attachments, openAcks, outgoingBytes, slowReaders);
        }

        public ConnectionLimits withAttachments(int perPacket) {
            return new ConnectionLimits(maxPayload, packetsPerSecond, perPacket, openAcks, outgoingBytes, slowReaders);
        }

        public ConnectionLimits withOpenAcks(int acks) {
            return new ConnectionLimits(maxPayload, packetsPerSecond, attachments, acks, outgoingBytes, slowReaders);
        }

        public ConnectionLimits withOutgoingBytes(int bytes) {
            return new ConnectionLimits(maxPayload, packetsPerSecond, attachments, openAcks, bytes, slowReaders);
        }

        public ConnectionLimits withSlowReaders(SlowReaderPolicy policy) {
            return new ConnectionLimits(maxPayload, packetsPerSecond, attachments, openAcks, outgoingBytes, policy);
        }
    }

    /// What clients may make the server keep for them.
    ///
    /// @param strangers before they have proven themselves
    /// @param heldBytes of events held for one client while its credential is verified or an earlier event is
    ///     served; what is over is refused
    /// @param heldEvents the same in number
    /// @param pipelined requests that may be sent on one HTTP connection behind one that is not answered: with
    ///     more it is closed
    /// @param messageTime for a message to come whole, with all its frames, or a packet with its attachments
    /// @param unfinishedTogether bytes kept for all trusted clients of what has not come whole and what is held
    public record KeepLimits(
            StrangerLimits strangers,
            int heldBytes,
            int heldEvents,
            int pipelined,
            Duration messageTime,
            long unfinishedTogether) {

        private static final int PART_OF_HEAP = 16;

        public KeepLimits {
            Objects.requireNonNull(strangers);
            require(heldBytes >= 1000 && heldEvents > 0, "heldBytes must be at least 1 KB, heldEvents positive");
            require(pipelined > 0, "pipelined must be positive");
            Timing.requireTime(messageTime, "messageTime");
            require(unfinishedTogether >= 100_000, "unfinishedTogether must be at least 100 KB");
        }

        /// The defaults: budgets are a sixteenth of the greatest heap each.
        public static KeepLimits defaults() {
            long budget = Math.max(1 << 20, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
            return new KeepLimits(
                    new StrangerLimits(16_384, 8, 4096, budget), 65_536, 64, 32, Duration.ofSeconds(30), budget);
        }

        public KeepLimits withStrangers(StrangerLimits strangers) {
            return new KeepLimits(strangers, heldBytes, heldEvents, pipelined, messageTime, unfinishedTogether);
        }

        public KeepLimits withMessageTime(Duration time) {
            return new KeepLimits(strangers, heldBytes, heldEvents, pipelined, time, unfinishedTogether);
        }

        public KeepLimits withUnfinishedTogether(long bytes) {
            return new KeepLimits(strangers, heldBytes, heldEvents, pipelined, messageTime, bytes);
        }
    }

    /// What clients that have proven nothing ([Standing]) may make the server keep.
    ///
    /// @param bytes of one of them, of messages that have not come whole and of events held: over it, or with a
    ///     message that is greater, it is closed
    /// @param events held for one of them; what is over is refused
    /// @param backlog bytes that may wait for one of them to read: over it, it is closed
    /// @param together bytes of all of them; those of one address may have a quarter, those without a credential
    ///     half
    public record StrangerLimits(int bytes, int events, int backlog, long together) {
        public StrangerLimits {
            require(bytes >= 1000 && backlog >= 1000, "bytes and backlog of strangers must be at least 1 KB");
            require(events >= 0, "events of strangers must not be negative");
            require(together >= 100_000, "strangers together must have at least 100 KB");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
