package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.VisibilityRule;
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
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.CredentialTries;
import com.meeshy.presence.server.authentication.Reception;
import com.meeshy.presence.server.authentication.Signatures;
import com.meeshy.presence.server.authentication.StrangersLane;
import com.meeshy.presence.server.authentication.Tokens;
import com.meeshy.presence.server.config.Limit;
import com.meeshy.presence.server.config.LimitSettings;
import com.meeshy.presence.server.config.Secret;
import com.meeshy.presence.server.membership.MembershipCheck;
import com.meeshy.presence.server.messaging.MessageSender;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Identities;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import com.meeshy.socketio.Namespace;
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
/// at from inside. Everybody is a member of one conversation.
@NullUnmarked
final class SocketBed implements AutoCloseable {
    static final NodeId NODE = new NodeId("test");

    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));
    private static final Duration PING_INTERVAL = Duration.ofSeconds(25);
    private static final Time CLOCK = Time.of(Clock.tickMillis(ZoneOffset.UTC));

    final SocketIoServer sockets;
    final LiveSessions sessions = new LiveSessions();
    final Tracker tracker;
    final ParticipantLoader loader;
    final ConcurrentLinkedQueue<Channel> channels = new ConcurrentLinkedQueue<>();
    private final Storage storage;
    private final Tokens tokens;
    private final PresenceMetrics metrics = new PresenceMetrics();
    private final LimitSettings limitSettings;
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
        this.limitSettings = limitSettings;
        this.limits = new Limits(limitSettings, metrics, System::nanoTime);
        storage = SqliteStorage.open(folder, CLOCK);
        storage.editor().apply(everybodyTogether(people));
        tokens = new Tokens(Signatures.of(new Secret("0123456789abcdef0123456789abcdef"), null), CLOCK);
        sockets = new SocketIoServer(SocketIoSettings.defaults()
                // So that a silent line does not end by itself while a slow machine gets to it.
                .withPingTimeout(Duration.ofMinutes(1))
                .withAddressLimits(AddressLimits.none()));
        Namespace namespace = sockets.namespace("/");
        Lines lines = new SocketLines(sockets, namespace);
        Attendance attendance = new Attendance();
        Crowds crowds = new Crowds(
                planted.apply(new PresenceBroadcaster(lines, metrics, CLOCK)),
                new CrowdBroadcaster(lines, metrics),
                attendance,
                conversation -> false,
                100_000,
                CLOCK);
        PresenceRecorder recorder = new PresenceRecorder(storage.presence());
        tracker = new Tracker(RULES, 2, new Effects(recorder, crowds, attendance, TruthMeter.NONE), CLOCK);
        loader = new ParticipantLoader(storage.directory(), storage.presence());
        namespace.handler(gateway(lines, crowds));
        listening = listen();
    }

    private PresenceGateway gateway(Lines lines, Crowds crowds) {
        VisibilityRule rule = new VisibilityRule(crowds::isLarge);
        MembershipCheck membership = new MembershipCheck(storage.conversations());
        PresenceReader reader = new PresenceReader(tracker, storage.directory(), loader, rule);
        Snapshots snapshots = new Snapshots(reader, crowds, lines, () -> true, virtualThreads, CLOCK);
        DigestBroadcaster digests =
                new DigestBroadcaster(new Digests(tracker, CLOCK), sessions, lines, crowds::isLarge, () -> true);
        Greeting greeting = new Greeting(RULES.status(), "test", snapshots, digests, CLOCK);
        Departures departures = new Departures(tracker, sessions, greeting, Duration.ofSeconds(45), CLOCK);
        Authenticator authenticator =
                new Authenticator(tokens, Identities.of(storage.accounts(), storage.guests()), metrics, CLOCK);
        Reception reception = new Reception(
                authenticator,
                new CredentialTries(limits, System::nanoTime),
                new StrangersLane(4, 64_000, virtualThreads),
                virtualThreads);
        Visibility visibility =
                new Visibility(loader, tracker, sessions, snapshots, new MemberBroadcaster(lines), rule);
        MessageSender messages =
                new MessageSender(membership, storage.messages(), new MessageBroadcaster(lines), limits, () -> false);
        return new PresenceGateway(
                NODE,
                new SignIn(
                        reception,
                        new ConnectionQuota(
                                sessions, limits, limitSettings.count(Limit.SOCKETS_PER_PERSON), PING_INTERVAL),
                        new Registration(loader, tracker, sessions, departures),
                        departures,
                        greeting,
                        new LateEdits(new Admissions(storage, sessions, departures, CLOCK), late -> {}),
                        virtualThreads),
                new ClientEvents(
                        new ConversationEvents(
                                membership,
                                messages,
                                lines,
                                new Openings(snapshots, visibility, crowds::isLarge),
                                limits,
                                virtualThreads),
                        new Repairs(greeting, loader, snapshots, crowds::isLarge, limits),
                        new Activity(tracker, loader, virtualThreads),
                        limits,
                        metrics,
                        CLOCK),
                departures,
                limits,
                CLOCK);
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
        List<String> members = users.stream().map(ImportDocument.User::id).toList();
        return new ImportDocument(
                users,
                List.of(new ImportDocument.Talk("65b000000000000000000001", "team", "group", "Team", true, members)),
                null,
                null);
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
        tracker.close();
        virtualThreads.close();
        storage.close();
    }
}
