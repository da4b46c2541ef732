package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.LivePorts;
import com.meeshy.presence.live.LiveSettings;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Secret;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreBreaker;
import com.meeshy.presence.storage.coalescing.StoreReads;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import com.meeshy.socketio.SocketIoServer;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/// The gateway on a bare Netty server of one event loop, over the real embedded store: for what must be looked
/// at from inside. Everybody is a member of one conversation,
/// or, of very many, the first of several.
@NullUnmarked
final class SocketBed implements AutoCloseable {
    static final NodeId NODE = new NodeId("test");

    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));
    /// Of more, nobody is named.
    private static final int MOST_TOGETHER = 4_000;

    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    private static final Time CLOCK = Time.of(Clock.tickMillis(ZoneOffset.UTC));

    final SocketIoServer sockets;
    final LiveSessions sessions;
    final Tracker tracker;
    final ParticipantLoader loader;
    final ConcurrentLinkedQueue<Channel> channels = new ConcurrentLinkedQueue<>();
    private final Storage storage;
    private final LiveNode node;
    private final Tokens tokens;
    private final PresenceMetrics metrics = new PresenceMetrics();
    private final Limits limits;
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;

    /// @param people how many; see [#person(int)]
    /// @param planted what stands between the tracker and those who are told
    SocketBed(Path folder, int people, UnaryOperator<Announcer> planted) {
        this(folder, people, planted, LimitSettings.defaults());
    }

    SocketBed(Path folder, int people, UnaryOperator<Announcer> planted, LimitSettings limitSettings) {
        this.limits = new Limits(limitSettings, metrics, System::nanoTime);
        storage = SqliteStorage.open(folder, CLOCK);
        storage.editor().apply(everybodyTogether(people));
        tokens = new Tokens(Signatures.of(SECRET, null), CLOCK);
        sockets = new SocketIoServer(SocketIoSettings.defaults()
                // So that a silent line does not end by itself while a slow machine gets to it.
                .withPingTimeout(Duration.ofMinutes(1))
                .withAddressLimits(AddressLimits.none()));
        LivePorts ports = ports();
        node = new LiveNode(
                settings(limitSettings),
                ports,
                effects -> Tracker.started(
                        RULES,
                        2,
                        new Effects(
                                effects.recorder(),
                                planted.apply(effects.announcer()),
                                effects.attendance(),
                                effects.truth()),
                        CLOCK));
        node.begin();
        sessions = node.sessions();
        tracker = node.core().tracker();
        loader = ports.reads().direct();
        sockets.namespace("/").handler(new PresenceGateway(NODE, node, ports, metrics::ignoredClientEvent));
        listening = listen();
    }

    private LivePorts ports() {
        OutageCache memory = new OutageCache(CLOCK);
        StoreBreaker breaker = new StoreBreaker(storage.leases()::all);
        return new LivePorts(
                new SocketLines(sockets, sockets.namespace("/")),
                storage,
                new StoreReads(storage, memory, breaker, virtualThreads),
                memory,
                limits,
                () -> false,
                metrics,
                TruthMeter.NONE,
                List.of(),
                virtualThreads,
                CLOCK);
    }

    private static LiveSettings settings(LimitSettings limits) {
        return new LiveSettings(
                NODE,
                "test",
                RULES,
                Signatures.of(SECRET, null),
                limits,
                100_000,
                Duration.ZERO,
                Duration.ofSeconds(45),
                PING_INTERVAL,
                new LiveSettings.Upkeep(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    }

    private Channel listen() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                // The kernel holds little, so that a client that does not read is noticed.
                .childOption(ChannelOption.SO_SNDBUF, 16_384)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline().addLast(new HttpServerCodec(), sockets.newGate());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    private static ImportDocument everybodyTogether(int people) {
        List<ImportDocument.User> users = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            users.add(new ImportDocument.User(id(i), "user" + i, null, null, null, "USER", "fr", true));
        }
        List<ImportDocument.Talk> talks = new ArrayList<>();
        for (int from = 0; from < people; from += MOST_TOGETHER) {
            List<String> members = new ArrayList<>(users.subList(from, Math.min(people, from + MOST_TOGETHER)).stream()
                    .map(ImportDocument.User::id)
                    .toList());
            if (from > 0) {
                members.add(id(0));
            }
            int number = talks.size() + 1;
            talks.add(new ImportDocument.Talk(
                    "65b%021x".formatted(number), "team" + number, "group", "Team", true, members));
        }
        return new ImportDocument(users, talks, null, null);
    }

    private static String id(int number) {
        return "65a0%020x".formatted(number);
    }

    static ParticipantId person(int number) {
        return ParticipantId.registered(ObjectId.parse(id(number)));
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    String token(int number) {
        return tokens.issue(ObjectId.parse(id(number)), "user" + number, Duration.ofHours(1));
    }

    /// Somebody comes by another way than a socket of this server.
    void comes(int number) throws InterruptedException {
        tracker.connected(loader.load(person(number)), new ConnectionId(NODE, -1 - number))
                .join();
    }

    void goes(int number) {
        tracker.closed(person(number), new ConnectionId(NODE, -1 - number), Ending.GOODBYE);
    }

    @Override
    public void close() {
        sockets.close();
        listening.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        node.close();
        virtualThreads.close();
        storage.close();
    }
}
