package com.meeshy.presence.live;

import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.authentication.Identification;
import com.meeshy.presence.live.directory.Admissions;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.directory.DirectoryWatch;
import com.meeshy.presence.live.directory.LiveConnectionsDoor;
import com.meeshy.presence.live.directory.Visibility;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.membership.MembershipCheck;
import com.meeshy.presence.live.messaging.MessageBroadcaster;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.session.Activity;
import com.meeshy.presence.live.session.AdmissionEdits;
import com.meeshy.presence.live.session.ConnectionQuota;
import com.meeshy.presence.live.session.Departures;
import com.meeshy.presence.live.session.Drain;
import com.meeshy.presence.live.session.DrainTime;
import com.meeshy.presence.live.session.LateEdits;
import com.meeshy.presence.live.session.Registration;
import com.meeshy.presence.live.session.RevocationDoor;
import com.meeshy.presence.live.session.SignIn;
import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.live.upkeep.Upkeep;
import com.meeshy.presence.live.view.DigestBroadcaster;
import com.meeshy.presence.live.view.Greeting;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.live.view.LivePresenceView;
import com.meeshy.presence.live.view.MemberBroadcaster;
import com.meeshy.presence.live.view.Openings;
import com.meeshy.presence.live.view.Repairs;
import com.meeshy.presence.live.view.Snapshots;
import com.meeshy.presence.live.view.TimeSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/// A node, put together: the people connected to it, between its lines and its store. Whoever keeps it calls [#begin],
/// runs its [#jobs], flushes its recorder, and closes it when all lines have ended. Only the tracker has threads.
public final class LiveNode implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LEASE_TICK = Duration.ofSeconds(2);
    private static final Duration CLOCK_LOOK = Duration.ofSeconds(1);
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final LiveSettings settings;
    private final LivePorts ports;
    private final PresenceCore core;
    private final Identification identification;
    private final LiveSessions sessions = new LiveSessions();
    private final Snapshots snapshots;
    private final DigestBroadcaster digests;
    private final Greeting greeting;
    private final Departures departures;
    private final Visibility visibility;
    private final Admissions admissions;
    private final LiveConnectionsDoor connections;
    private final RevocationDoor revocation;
    private final SignIn signIn;
    private final MembershipCheck membership;
    private final MessageSender messages;
    private final Activity activity;
    private final Upkeep upkeep;

    /// With a tracker on as many threads as there are processors.
    public LiveNode(LiveSettings settings, LivePorts ports) {
        this(
                settings,
                ports,
                effects -> Tracker.started(
                        settings.rules(), Runtime.getRuntime().availableProcessors(), effects, ports.time()));
    }

    /// @param tracker starts one that announces and records by what it is given
    public LiveNode(LiveSettings settings, LivePorts ports, Function<Effects, Tracker> tracker) {
        this.settings = settings;
        this.ports = ports;
        this.core = PresenceCore.of(settings, ports, tracker);
        Time time = ports.time();
        Succession succession = core.succession();
        this.identification = Identification.of(
                settings.signatures(),
                ports.reads().identities(),
                settings.limits(),
                ports.limits(),
                ports.meter(),
                ports.executor(),
                time);
        this.snapshots = new Snapshots(
                core.reader(), core.crowds(), ports.lines(), succession::isSettled, ports.executor(), time);
        this.digests = new DigestBroadcaster(
                new Digests(core.tracker(), time),
                sessions,
                ports.lines(),
                core.crowds()::isLarge,
                succession::isSettled);
        this.greeting = new Greeting(settings.rules().status(), settings.version(), snapshots, digests, time);
        this.departures = new Departures(core.tracker(), sessions, greeting, settings.connectTimeout(), time);
        this.admissions = new Admissions(ports.storage(), sessions, departures, time);
        this.visibility = new Visibility(
                ports.reads().direct(),
                core.tracker(),
                sessions,
                snapshots,
                new MemberBroadcaster(ports.lines()),
                core.visibility());
        AdmissionEdits edits = new AdmissionEdits();
        this.connections = connections(edits);
        this.revocation =
                new RevocationDoor(ports.storage().revokedTokens(), identification.revocations(), departures, time);
        this.signIn = signIn(edits);
        this.membership = new MembershipCheck(ports.storage().conversations());
        this.messages = new MessageSender(
                membership,
                ports.storage().messages(),
                new MessageBroadcaster(ports.lines()),
                ports.limits(),
                ports.noRoom());
        this.activity = new Activity(core.tracker(), ports.reads().gathered(), ports.executor());
        this.upkeep = upkeep();
    }

    private LiveConnectionsDoor connections(AdmissionEdits edits) {
        return new LiveConnectionsDoor(
                departures,
                admissions,
                edits,
                visibility,
                ports.storage().directory(),
                ports.memory(),
                core.globals(),
                ports.executor());
    }

    private SignIn signIn(AdmissionEdits edits) {
        return new SignIn(
                identification.reception(),
                new ConnectionQuota(
                        sessions,
                        ports.limits(),
                        settings.limits().count(Limit.SOCKETS_PER_PERSON),
                        settings.pingInterval()),
                new Registration(ports.reads().entrance(), core.tracker(), sessions, departures),
                departures,
                greeting,
                new LateEdits(edits, connections::check),
                ports.executor());
    }

    private Upkeep upkeep() {
        Time time = ports.time();
        Sweep sweep = new Sweep(
                ports.storage().presence(),
                ports.reads().direct(),
                core.tracker(),
                settings.upkeep().zombieThreshold(),
                core.succession(),
                time);
        return Upkeep.of(
                sweep,
                ports.storage().guests(),
                core.tracker(),
                core.succession(),
                connections,
                new TimeSignal(ports.lines(), time)::send,
                ports.meter(),
                time);
    }

    /// Reads what must be known before anybody is let in. Blocks.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public void begin() {
        core.globals().refresh();
        upkeep.life().tick();
        revocation.read();
    }

    /// What is to be done again and again, by one thread each. All may block on the store.
    public List<Job> jobs() {
        LiveSettings.Upkeep every = settings.upkeep();
        List<Job> jobs = new ArrayList<>();
        jobs.add(new Job("maintenance", every.maintenance(), upkeep.cleanup()::runInTurn));
        jobs.add(new Job("clock", CLOCK_LOOK, upkeep.clockJumps()::tick));
        jobs.add(new Job("node-lease", LEASE_TICK, upkeep.life()::tick));
        jobs.add(new Job("global-conversations", every.maintenance(), core.globals()::refresh));
        jobs.add(new Job("crowded-conversations", every.maintenance(), core.crowded()::refresh));
        jobs.add(new Job("sessions", TICK, departures::tick));
        jobs.add(new Job("crowds", TICK, this::tellCrowds));
        jobs.add(new Job("revocations", STORE_RETRY, revocation::storeWaiting));
        if (every.digests().isPositive()) {
            jobs.add(new Job("digests", every.digests(), digests::tick));
        }
        if (every.directory().isPositive()) {
            DirectoryWatch watch = new DirectoryWatch(
                    ports.storage().directory(),
                    admissions,
                    sessions,
                    core.tracker(),
                    connections,
                    every.directory(),
                    ports.time());
            jobs.add(new Job("directory-watch", watch.pace(), watch::tick));
            jobs.add(new Job("revoked-tokens", every.directory(), revocation::refresh));
        }
        return jobs;
    }

    private void tellCrowds() {
        core.crowds().tick();
        core.crowdBroadcaster().takeOrdinaryAgain().forEach(snapshots::toMembers);
    }

    public PresenceCore core() {
        return core;
    }

    public Identification identification() {
        return identification;
    }

    public LiveSessions sessions() {
        return sessions;
    }

    public SignIn signIn() {
        return signIn;
    }

    public Departures departures() {
        return departures;
    }

    public Activity activity() {
        return activity;
    }

    public Visibility visibility() {
        return visibility;
    }

    public MembershipCheck membership() {
        return membership;
    }

    public MessageSender messages() {
        return messages;
    }

    public RevocationDoor revocation() {
        return revocation;
    }

    public Cleanup cleanup() {
        return upkeep.cleanup();
    }

    public Openings openings() {
        return new Openings(snapshots, core.crowds()::isLarge);
    }

    public Repairs repairs() {
        return new Repairs(greeting, ports.reads().gathered(), snapshots, core.crowds()::isLarge, ports.limits());
    }

    public DirectoryEdits edits() {
        return new DirectoryEdits(ports.storage().editor(), ports.storage().guests(), connections);
    }

    public LivePresence presence() {
        return new LivePresenceView(ports.storage().lists(), core.tracker(), ports.lines()::count);
    }

    public Drain drain() {
        return new Drain(
                ports.lines(),
                sessions,
                core.tracker(),
                core.succession(),
                new DrainTime(settings.drainGrace(), new SplittableRandom(), ports.time()));
    }

    /// Lets others take over, and ends the tracker.
    @Override
    public void close() {
        core.succession().release();
        core.close();
    }
}
