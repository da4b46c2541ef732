package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.SocketIoStats;
import com.meeshy.socketio.Standing;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Everything that the sessions of one server share. Thread safe.
public final class Engine {

    private static final long FINEST_TICK = Duration.ofMillis(5).toNanos();
    private static final long COARSEST_TICK = Duration.ofMillis(250).toNanos();

    private final SocketIoSettings settings;
    private final LongSupplier nanoTicker;
    private final EngineListener.Factory listeners;
    private final long tickNanos;
    private final WebSocketDecoderConfig frames;
    private final ConcurrentMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final ConcurrentMap<EventLoop, EngineLoop> loops = new ConcurrentHashMap<>();
    private final AddressBook addresses;
    private final Allowances allowances;
    private final EngineCounters counters = new EngineCounters();
    private final RequestRouter router = new RequestRouter(this);
    private volatile BiConsumer<SocketIoLimit, InetSocketAddress> whenExceeded = (limit, address) -> {};
    private volatile BiConsumer<Channel, Boolean> whenCarries = (channel, trusted) -> {};
    private volatile boolean refusing;
    private volatile boolean closed;

    /// @param nanoTicker of any origin
    public Engine(SocketIoSettings settings, LongSupplier nanoTicker, EngineListener.Factory listeners) {
        this.settings = settings;
        this.nanoTicker = nanoTicker;
        this.listeners = listeners;
        this.addresses = new AddressBook(settings.addressLimits(), nanoTicker);
        this.allowances = new Allowances(settings);
        this.tickNanos = tickNanos(settings.timing());
        this.frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(settings.connectionLimits().maxPayload())
                .closeOnProtocolViolation(false) // the transport closes, it knows the session
                .build();
    }

    /// A twentieth of the shortest time we must keep, within reason.
    private static long tickNanos(SocketIoSettings.Timing timing) {
        long shortest = LongStream.of(
                        timing.pingInterval().toNanos(),
                        timing.pingTimeout().toNanos(),
                        timing.connectTimeout().toNanos(),
                        timing.upgradeTimeout().toNanos())
                .min()
                .getAsLong();
        return Math.clamp(shortest / 20, FINEST_TICK, COARSEST_TICK);
    }

    public SocketIoSettings settings() {
        return settings;
    }

    /// Judges complete requests.
    public RequestRouter router() {
        return router;
    }

    public SocketIoStats stats() {
        return counters.read(
                loops.values().stream().mapToLong(EngineLoop::sent).sum(),
                allowances.budget(Standing.STRANGER),
                allowances.budget(Standing.TRUSTED));
    }

    /// Who is told of every limit that is passed, on any event loop.
    public void whenExceeded(BiConsumer<SocketIoLimit, InetSocketAddress> listener) {
        whenExceeded = listener;
    }

    /// Who is told of every channel that carries a session from now on, and whether that is trusted, on its event loop;
    /// of a polling one with each request.
    public void whenCarries(BiConsumer<Channel, Boolean> listener) {
        whenCarries = listener;
    }

    /// A session goes over this channel from now on.
    void carries(Channel channel, boolean trusted) {
        whenCarries.accept(channel, trusted);
    }

    void exceeded(SocketIoLimit limit, InetSocketAddress address) {
        counters.exceeded(limit).increment();
        whenExceeded.accept(limit, address);
    }

    Allowances allowances() {
        return allowances;
    }

    /// From now on no new sessions.
    public void refuse() {
        refusing = true;
    }

    /// Closes all sessions, each on its loop.
    public void close() {
        refusing = true;
        closed = true;
        for (EngineLoop loop : loops.values()) {
            loop.run(loop::shutDown);
        }
    }

    boolean refusing() {
        return refusing;
    }

    boolean closed() {
        return closed;
    }

    /// What the engine has on this event loop. Call it there.
    EngineLoop loop(EventLoop eventLoop) {
        EngineLoop known = loops.get(eventLoop);
        if (known != null) {
            return known;
        }
        SocketIoSettings.Timing timing = settings.timing();
        int userTimeoutMillis =
                (int) timing.pingInterval().plus(timing.pingTimeout()).toMillis();
        synchronized (loops) {
            EngineLoop loop = loops.computeIfAbsent(
                    eventLoop, key -> new EngineLoop(key, loops.size(), nanoTicker, tickNanos, userTimeoutMillis));
            if (loop.index() == 0) {
                loop.sweepEverySecond(addresses::sweep);
            }
            loop.startTicking();
            return loop;
        }
    }

    int ticksPerSecond() {
        return (int) (Duration.ofSeconds(1).toNanos() / tickNanos);
    }

    String openPacket(String sid, String transport) {
        SocketIoSettings.Timing timing = settings.timing();
        return "0{\"sid\":\"" + sid + "\",\"upgrades\":" + (transport.equals("polling") ? "[\"websocket\"]" : "[]")
                + ",\"pingInterval\":" + timing.pingInterval().toMillis()
                + ",\"pingTimeout\":" + timing.pingTimeout().toMillis()
                + ",\"maxPayload\":" + settings.connectionLimits().maxPayload() + "}";
    }

    /// How the frames of a WebSocket are read.
    WebSocketDecoderConfig frames() {
        return frames;
    }

    /// Sessions that are or were polling, by id, for as long as they can be asked for by it.
    ConcurrentMap<String, EngineSession> sessions() {
        return sessions;
    }

    AddressBook addresses() {
        return addresses;
    }

    EngineCounters counters() {
        return counters;
    }

    EngineListener.Factory listeners() {
        return listeners;
    }

    ByteBufAllocator allocator() {
        return ByteBufAllocator.DEFAULT;
    }
}
