package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.CredentialTries;
import com.meeshy.presence.server.authentication.Reception;
import com.meeshy.presence.server.authentication.Revocations;
import com.meeshy.presence.server.authentication.Signatures;
import com.meeshy.presence.server.authentication.StrangersLane;
import com.meeshy.presence.server.authentication.Tokens;
import com.meeshy.presence.server.config.Limit;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.demo.DemoActors;
import com.meeshy.presence.server.demo.DemoSignIn;
import com.meeshy.presence.server.demo.DemoWorld;
import com.meeshy.presence.server.directory.DirectoryEdits;
import com.meeshy.presence.server.gateway.Activity;
import com.meeshy.presence.server.gateway.Admissions;
import com.meeshy.presence.server.gateway.ClientEvents;
import com.meeshy.presence.server.gateway.ConnectionQuota;
import com.meeshy.presence.server.gateway.ConversationEvents;
import com.meeshy.presence.server.gateway.Departures;
import com.meeshy.presence.server.gateway.DigestBroadcaster;
import com.meeshy.presence.server.gateway.DirectoryWatch;
import com.meeshy.presence.server.gateway.Drain;
import com.meeshy.presence.server.gateway.DrainTime;
import com.meeshy.presence.server.gateway.Greeting;
import com.meeshy.presence.server.gateway.LateEdits;
import com.meeshy.presence.server.gateway.Lines;
import com.meeshy.presence.server.gateway.LiveSessions;
import com.meeshy.presence.server.gateway.MemberBroadcaster;
import com.meeshy.presence.server.gateway.MessageBroadcaster;
import com.meeshy.presence.server.gateway.Openings;
import com.meeshy.presence.server.gateway.PresenceGateway;
import com.meeshy.presence.server.gateway.Registration;
import com.meeshy.presence.server.gateway.Repairs;
import com.meeshy.presence.server.gateway.SignIn;
import com.meeshy.presence.server.gateway.Snapshots;
import com.meeshy.presence.server.gateway.SocketLines;
import com.meeshy.presence.server.gateway.TimeSignal;
import com.meeshy.presence.server.gateway.Visibility;
import com.meeshy.presence.server.http.HttpServer;
import com.meeshy.presence.server.maintenance.Cleanup;
import com.meeshy.presence.server.maintenance.ClockJumps;
import com.meeshy.presence.server.maintenance.DiskFloor;
import com.meeshy.presence.server.maintenance.ExpiredLinks;
import com.meeshy.presence.server.maintenance.IdleGuests;
import com.meeshy.presence.server.maintenance.NodeLife;
import com.meeshy.presence.server.maintenance.RepeatingJob;
import com.meeshy.presence.server.membership.MembershipCheck;
import com.meeshy.presence.server.messaging.MessageSender;
import com.meeshy.presence.server.rest.ActivityStatistics;
import com.meeshy.presence.server.rest.HealthPart;
import com.meeshy.presence.server.rest.Operations;
import com.meeshy.presence.server.rest.RestDoors;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreBreaker;
import com.meeshy.presence.storage.coalescing.StoreReads;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.SocketIoServer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A running gateway: everything it is made of, in the order it is made. Closing goes the other way round.
public final class Gateway implements AutoCloseable {
    private static final Duration SESSION_TICK = Duration.ofMillis(250);
    private static final Duration CROWD_TICK = Duration.ofMillis(250);
    private static final Duration STORE_PROBE = Duration.ofMillis(250);
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);
    private static final Duration LEASE_TICK = Duration.ofSeconds(2);
    private static final Duration DISK_LOOK = Duration.ofSeconds(1);
    private static final Duration CLOCK_LOOK = Duration.ofSeconds(1);

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
        OutageCache memory = new OutageCache(time);
        StoreBreaker breaker = watchStore(storage);
        StoreReads reads = new StoreReads(storage, memory, breaker, virtualThreads);

        Limits limits = new Limits(settings.limits(), metrics, time::nanos);
        SocketIoServer sockets = SocketLimits.open(settings, limits, metrics);
        Namespace namespace = sockets.namespace("/");
        SocketLines lines = new SocketLines(sockets, namespace);

        PresenceCore core = PresenceCore.start(settings, storage, reads, lines, metrics, time, shutdown);
        Tracker tracker = core.tracker();
        Crowds crowds = core.crowds();
        Succession succession = core.succession();

        Revocations revocations = new Revocations();
        Tokens tokens = new Tokens(
                Signatures.of(settings.access().jwtSecret(), settings.access().jwksUrl()), revocations, time);
        Authenticator authenticator = new Authenticator(tokens, reads.identities(), metrics, time);
        CredentialTries tries = new CredentialTries(limits, time::nanos);
        Reception reception = reception(settings, authenticator, tries, virtualThreads);
        DiskFloor floor = watchDisk(settings);
        Activity activity = new Activity(tracker, reads.gathered(), virtualThreads);
        MembershipCheck membership = new MembershipCheck(storage.conversations());
        MessageSender messages = new MessageSender(
                membership, storage.messages(), new MessageBroadcaster(lines), limits, floor::isReached);
        LiveSessions sessions = new LiveSessions();
        Snapshots snapshots = new Snapshots(core.reader(), crowds, lines, succession::isSettled, virtualThreads, time);
        DigestBroadcaster digests = new DigestBroadcaster(
                new Digests(tracker, time), sessions, lines, crowds::isLarge, succession::isSettled);
        Greeting greeting = new Greeting(core.rules().status(), version, snapshots, digests, time);
        Departures departures =
                new Departures(tracker, sessions, greeting, settings.sockets().connectTimeout(), time);
        Admissions admissions = new Admissions(storage, sessions, departures, time);
        Visibility visibility = new Visibility(
                reads.direct(), tracker, sessions, snapshots, new MemberBroadcaster(lines), core.visibility());
        LiveConnectionsDoor connections = new LiveConnectionsDoor(
                departures, admissions, visibility, storage.directory(), memory, core.globals(), virtualThreads);
        namespace.handler(new PresenceGateway(
                settings.operations().node(),
                new SignIn(
                        reception,
                        quota(settings, sessions, limits),
                        new Registration(reads.entrance(), tracker, sessions, departures),
                        departures,
                        greeting,
                        new LateEdits(admissions, connections::check),
                        virtualThreads),
                new ClientEvents(
                        new ConversationEvents(
                                membership,
                                messages,
                                lines,
                                new Openings(snapshots, visibility, crowds::isLarge),
                                limits,
                                virtualThreads),
                        new Repairs(greeting, reads.gathered(), snapshots, crowds::isLarge, limits),
                        activity,
                        limits,
                        metrics,
                        time),
                departures,
                limits,
                time));

        Cleanup cleanup = startJobs(settings, storage, core, reads, connections, lines, metrics, time);
        startTicks(settings, core, departures, snapshots, digests);

        LivePresenceView presence = new LivePresenceView(storage.lists(), tracker, lines::count);
        metrics.usersOnline(
                () -> presence.counts().onlineUsers() + presence.counts().onlineAnonymous());
        metrics.throttledRequests(() -> tracker.activityCounts().throttledTotal());
        Drain drain = new Drain(
                lines,
                sessions,
                tracker,
                succession,
                new DrainTime(settings.presence().drainGrace(), new SplittableRandom(), time));
        watchDirectory(settings, storage.directory(), admissions, sessions, tracker, connections, time);
        DemoSignIn demo = settings.operations().demo() ? demo(storage, tokens) : null;
        RestDoors doors = new RestDoors(
                storage,
                authenticator,
                tries,
                limits,
                presence,
                new DirectoryEdits(storage.editor(), storage.guests(), connections),
                activity::touched,
                messages,
                revocation(settings, storage, revocations, departures, time),
                operations(cleanup, core, () -> storeHealth(breaker, core.recorder(), floor), drain, metrics),
                demo,
                time);
        AdminConsole.open(
                settings,
                version,
                sockets.namespace("/admin"),
                core,
                sessions,
                doors,
                revocations,
                reception,
                metrics,
                virtualThreads,
                shutdown);
        int opened = shutdown.add(http(settings, doors, sockets)).start();
        shutdown.add(sockets);
        shutdown.add(drain);
        if (demo != null) {
            shutdown.add(new DemoActors(demo, opened));
        }
        return opened;
    }

    private static HttpServer http(Settings settings, RestDoors doors, SocketIoServer sockets) {
        sockets.whenCarries(HttpServer::carriesSession);
        return new HttpServer(settings, doors, sockets::newGate);
    }

    /// Upkeep: lease and succession, sweep, what the directory says anew. Closed in reverse, the lease last.
    private Cleanup startJobs(
            Settings settings,
            Storage storage,
            PresenceCore core,
            StoreReads reads,
            LiveConnectionsDoor connections,
            Lines lines,
            PresenceMetrics metrics,
            Time time) {
        Duration interval = settings.operations().maintenanceInterval();
        Duration zombieThreshold = settings.operations().zombieThreshold();
        Tracker tracker = core.tracker();
        Sweep sweep = new Sweep(storage.presence(), reads.direct(), tracker, zombieThreshold, core.succession(), time);
        ClockJumps clockJumps = new ClockJumps(time, sweep, metrics, new TimeSignal(lines, time)::send);
        Cleanup cleanup = new Cleanup(
                sweep,
                new IdleGuests(storage.guests(), tracker, connections::memberLeft),
                new ExpiredLinks(storage.guests(), connections::guestsChanged),
                clockJumps,
                metrics,
                time);
        NodeLife life = new NodeLife(core.succession(), time);
        life.tick();
        shutdown.add(core.succession()::release);
        shutdown.add(RepeatingJob.every(interval, "maintenance", cleanup::runInTurn));
        shutdown.add(RepeatingJob.every(CLOCK_LOOK, "clock", clockJumps::tick));
        shutdown.add(RepeatingJob.every(LEASE_TICK, "node-lease", life::tick));
        shutdown.add(RepeatingJob.every(interval, "global-conversations", core.globals()::refresh));
        shutdown.add(RepeatingJob.every(interval, "crowded-conversations", core.crowded()::refresh));
        return cleanup;
    }

    /// What was revoked before is known before anybody is let in.
    private RevocationDoor revocation(
            Settings settings, Storage storage, Revocations revocations, Departures departures, Time clock) {
        RevocationDoor door = new RevocationDoor(storage.revokedTokens(), revocations, departures, clock);
        door.read();
        shutdown.add(RepeatingJob.every(STORE_RETRY, "revocations", door::storeWaiting));
        Duration interval = settings.operations().directoryCheck();
        if (interval.isPositive()) {
            shutdown.add(RepeatingJob.every(interval, "revoked-tokens", door::refresh));
        }
        return door;
    }

    /// What is told by the clock.
    private void startTicks(
            Settings settings,
            PresenceCore core,
            Departures departures,
            Snapshots snapshots,
            DigestBroadcaster digests) {
        shutdown.add(RepeatingJob.every(SESSION_TICK, "sessions", departures::tick));
        shutdown.add(RepeatingJob.every(CROWD_TICK, "crowds", () -> {
            core.crowds().tick();
            core.crowdBroadcaster().takeOrdinaryAgain().forEach(snapshots::toMembers);
        }));
        if (settings.presence().digestInterval().isPositive()) {
            shutdown.add(RepeatingJob.every(settings.presence().digestInterval(), "digests", digests::tick));
        }
    }

    private static Operations operations(
            Cleanup cleanup, PresenceCore core, HealthPart.Check store, Drain drain, PresenceMetrics metrics) {
        return new Operations(
                cleanup,
                new ActivityStatistics(core.tracker(), core.recorder()),
                List.of(new HealthPart("store", store), new HealthPart("traffic", () -> trafficHealth(drain))),
                metrics::text);
    }

    private static ConnectionQuota quota(Settings settings, LiveSessions sessions, Limits limits) {
        return new ConnectionQuota(
                sessions,
                limits,
                settings.limits().count(Limit.SOCKETS_PER_PERSON),
                settings.sockets().pingInterval());
    }

    private static Reception reception(
            Settings settings, Authenticator authenticator, CredentialTries tries, ExecutorService virtualThreads) {
        StrangersLane strangers = new StrangersLane(
                settings.limits().count(Limit.STRANGERS_AT_ONCE),
                settings.limits().bytes(Limit.STRANGERS_WAITING),
                virtualThreads);
        return new Reception(authenticator, tries, strangers, virtualThreads);
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

    private void watchDirectory(
            Settings settings,
            Directory directory,
            Admissions admissions,
            LiveSessions sessions,
            Tracker tracker,
            LiveConnectionsDoor connections,
            Time time) {
        Duration interval = settings.operations().directoryCheck();
        if (interval.isPositive()) {
            DirectoryWatch watch =
                    new DirectoryWatch(directory, admissions, sessions, tracker, connections, interval, time);
            shutdown.add(RepeatingJob.every(watch.pace(), "directory-watch", watch::tick));
        }
    }

    /// The port that is open, also when the settings left the choice to the system.
    public int port() {
        return port;
    }

    @Override
    public void close() {
        shutdown.run();
    }

    private static DemoSignIn demo(Storage storage, Tokens tokens) {
        DemoWorld world = DemoWorld.load();
        world.importInto(storage.editor());
        return new DemoSignIn(world, storage.accounts(), tokens);
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
