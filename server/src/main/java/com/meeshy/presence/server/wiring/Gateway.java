package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.WriteBehind;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.LivePorts;
import com.meeshy.presence.live.LiveSettings;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.session.Drain;
import com.meeshy.presence.live.upkeep.DiskFloor;
import com.meeshy.presence.live.upkeep.RepeatingJob;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.console.EdgeFeed;
import com.meeshy.presence.server.demo.DemoActors;
import com.meeshy.presence.server.demo.DemoSignIn;
import com.meeshy.presence.server.demo.DemoWorld;
import com.meeshy.presence.server.gateway.PresenceGateway;
import com.meeshy.presence.server.gateway.SocketLines;
import com.meeshy.presence.server.http.HttpServer;
import com.meeshy.presence.server.rest.ActivityStatistics;
import com.meeshy.presence.server.rest.HealthPart;
import com.meeshy.presence.server.rest.Operations;
import com.meeshy.presence.server.rest.RestDoors;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreBreaker;
import com.meeshy.presence.storage.coalescing.StoreReads;
import com.meeshy.socketio.SocketIoServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A running gateway: everything it is made of, in the order it is made. Closing goes the other way round.
public final class Gateway implements AutoCloseable {
    private static final Duration STORE_PROBE = Duration.ofMillis(250);
    private static final Duration DISK_LOOK = Duration.ofSeconds(1);

    private final Shutdown shutdown = new Shutdown();
    private final int port;

    /// Starts; returns when the port is open. What was started is closed again when a later part fails.
    ///
    /// @param time its wall clock in whole milliseconds, the precision of everything stored and sent
    /// @throws com.meeshy.presence.core.port.StoreException one sentence, when the store cannot be opened
    /// @throws com.meeshy.presence.server.http.StartFailure one sentence, when the port cannot be opened
    public static Gateway start(Settings settings, Time time, String version) {
        return start(settings, Stores.open(settings.storage(), time), time, version);
    }

    /// Starts on a store that is open; it is closed with the gateway.
    static Gateway start(Settings settings, Storage storage, Time time, String version) {
        return new Gateway(settings, storage, time, version);
    }

    private Gateway(Settings settings, Storage storage, Time time, String version) {
        try {
            port = build(settings, shutdown.add(storage), time, version);
        } catch (RuntimeException e) {
            shutdown.run();
            throw e;
        }
    }

    private int build(Settings settings, Storage storage, Time time, String version) {
        PresenceMetrics metrics = new PresenceMetrics().withJvm();
        metrics.storeReads(storage.reads()::getAsLong);
        ExecutorService virtualThreads = shutdown.add(Executors.newVirtualThreadPerTaskExecutor());
        StoreBreaker breaker = watchStore(storage);
        DiskFloor floor = watchDisk(settings);
        Limits limits = new Limits(settings.limits(), metrics, time::nanos);
        SocketIoServer sockets = SocketLimits.open(settings, limits, metrics);
        EdgeFeed edges = new EdgeFeed(metrics);
        OutageCache memory = new OutageCache(time);
        LivePorts ports = new LivePorts(
                new SocketLines(sockets, sockets.namespace("/")),
                storage,
                new StoreReads(storage, memory, breaker, virtualThreads),
                memory,
                limits,
                floor::isReached,
                metrics,
                metrics.truth(),
                List.of(edges),
                virtualThreads,
                time);
        LiveNode node = startNode(settings.live(version), ports);
        sockets.namespace("/")
                .handler(new PresenceGateway(settings.operations().node(), node, ports, metrics::ignoredClientEvent));

        tellMetrics(metrics, node);
        Drain drain = node.drain();
        DemoSignIn demo = settings.operations().demo() ? demo(storage, node) : null;
        HealthPart.Check store = () -> storeHealth(breaker, node.core().recorder(), floor);
        RestDoors doors = doors(node, ports, operations(node, store, drain, metrics), demo);
        AdminConsole.open(
                settings, version, sockets.namespace("/admin"), node, edges, doors, metrics, virtualThreads, shutdown);
        int opened = openPort(settings, doors, sockets);
        shutdown.add(sockets);
        shutdown.add(drain);
        if (demo != null) {
            shutdown.add(new DemoActors(demo, opened));
        }
        return opened;
    }

    private int openPort(Settings settings, RestDoors doors, SocketIoServer sockets) {
        sockets.whenCarries(HttpServer::carriesSession);
        return shutdown.add(new HttpServer(settings, doors, sockets::newGate)).start();
    }

    private static void tellMetrics(PresenceMetrics metrics, LiveNode node) {
        LivePresence presence = node.presence();
        metrics.usersOnline(
                () -> presence.counts().onlineUsers() + presence.counts().onlineAnonymous());
        metrics.throttledRequests(() -> node.core().tracker().activityCounts().throttledTotal());
    }

    private static RestDoors doors(LiveNode node, LivePorts ports, Operations operations, @Nullable DemoSignIn demo) {
        return new RestDoors(
                ports.storage(),
                node.identification().authenticator(),
                node.identification().tries(),
                ports.limits(),
                node.presence(),
                node.edits(),
                node.activity()::touched,
                node.messages(),
                node.revocation(),
                operations,
                demo,
                ports.time());
    }

    private LiveNode startNode(LiveSettings settings, LivePorts ports) {
        LiveNode node = new LiveNode(settings, ports);
        shutdown.add(new WriteBehind(node.core().recorder()));
        shutdown.add(node);
        node.begin();
        node.jobs().forEach(job -> shutdown.add(RepeatingJob.every(job.every(), job.name(), job.task())));
        return node;
    }

    private static Operations operations(LiveNode node, HealthPart.Check store, Drain drain, PresenceMetrics metrics) {
        return new Operations(
                node.cleanup(),
                new ActivityStatistics(node.core().tracker(), node.core().recorder()),
                List.of(new HealthPart("store", store), new HealthPart("traffic", () -> trafficHealth(drain))),
                metrics::text);
    }

    private StoreBreaker watchStore(Storage storage) {
        StoreBreaker breaker = new StoreBreaker(storage.leases()::all);
        shutdown.add(RepeatingJob.every(STORE_PROBE, "store-probe", breaker::probe));
        return breaker;
    }

    /// Only of the disk that the embedded store is on: another database watches its own.
    private DiskFloor watchDisk(Settings settings) {
        int floorBytes =
                settings.storage().mongoUri() == null ? settings.limits().bytes(Limit.DISK_FLOOR) : 0;
        DiskFloor floor =
                new DiskFloor(floorBytes, DiskFloor.freeUnder(settings.storage().dataDirectory()));
        floor.look();
        shutdown.add(RepeatingJob.every(DISK_LOOK, "disk", floor::look));
        return floor;
    }

    /// The port that is open, also when the settings left the choice to the system.
    public int port() {
        return port;
    }

    @Override
    public void close() {
        shutdown.run();
    }

    private static DemoSignIn demo(Storage storage, LiveNode node) {
        DemoWorld world = DemoWorld.load();
        world.importInto(storage.editor());
        return new DemoSignIn(world, storage.accounts(), node.identification().tokens());
    }

    private static HealthPart.State trafficHealth(Drain drain) {
        return drain.isDraining() ? HealthPart.State.down("draining") : HealthPart.State.UP;
    }

    private static HealthPart.State storeHealth(StoreBreaker breaker, PresenceRecorder recorder, DiskFloor floor) {
        if (floor.isReached()) {
            return HealthPart.State.degraded("less than DISK_FLOOR is free: messages are refused, presence goes on");
        }
        return breaker.isOpen() || recorder.isStoreAway()
                ? HealthPart.State.degraded("the store is away: presence goes on from memory, " + recorder.pending()
                        + " writes are kept, only those seen lately can sign in")
                : HealthPart.State.UP;
    }
}
