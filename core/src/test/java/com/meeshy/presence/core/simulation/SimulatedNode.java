package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.time.ClockWatch;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.SteppedTracker;
import com.meeshy.presence.core.tracker.Touch;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One gateway process: the real core, and a model of the gateway around it.
final class SimulatedNode {
    private static final Duration DRAIN_GRACE = Duration.ofSeconds(30);
    private static final Duration ZOMBIE = Duration.ofMinutes(5);

    private static final long CONNECT_TIMEOUT = 45_000;

    /// A third of the drain grace, as in the gateway.
    private static final long SPREAD = 10_000;

    static final long DRAINED_AFTER = 11_000;

    private final World world;
    private final NodeId name;
    private final Time clock;
    private final ClockWatch clockWatch;
    private final SteppedTracker stepped;
    private final Tracker tracker;
    private final PresenceRecorder recorder;
    private final Crowds crowds;
    private final PresenceReader reader;
    private final ParticipantLoader loader;
    private final Succession succession;
    private final Sweep sweep;
    private final Credentials credentials;
    private final Loudspeaker loudspeaker;
    private final Entrance entrance;
    private final Writer writer;
    private final Map<ConnectionId, Line> lines = new HashMap<>();
    private boolean alive = true;
    private boolean open = true;
    private boolean stopping;
    private long connections;
    private int lostCloses;

    SimulatedNode(World world, int number, long skewMillis) {
        this.world = world;
        this.name = new NodeId("node-" + number);
        this.clock = Time.of(() -> world.machineNow().plusMillis(skewMillis), ticker());
        this.recorder = new PresenceRecorder(world.archive());
        Attendance attendance = new Attendance();
        this.loudspeaker = new Loudspeaker(world, this);
        this.crowds = new Crowds(
                loudspeaker,
                loudspeaker,
                attendance,
                conversation -> false,
                world.plan().largeAbove(),
                clock);
        this.stepped =
                new SteppedTracker(world.rules(), 2, new Effects(recorder, crowds, attendance, TruthMeter.NONE), clock);
        this.tracker = stepped.tracker();
        this.loader = new ParticipantLoader(world.town(), world.archive());
        this.reader = new PresenceReader(tracker, world.town(), loader, crowds::isLarge);
        this.succession = new Succession(name, world.archive(), world.archive(), loader, tracker, DRAIN_GRACE);
        this.sweep = new Sweep(world.archive(), loader, tracker, ZOMBIE, succession, clock);
        this.entrance = new Entrance(world, this, reader, new Digests(tracker, clock), loudspeaker);
        this.credentials = new Credentials(world, this);
        this.writer = new Writer(world, this, recorder, stepped);
        this.clockWatch = new ClockWatch(clock);
        every(1_000, this::eachSecond);
        after(0, () -> storing(() -> succession.tick(clock)));
        every(5_000, () -> storing(() -> succession.tick(clock)));
        every(60_000, () -> storing(sweep::run));
        every(60_000, this::tellDigests);
    }

    boolean isAlive() {
        return alive;
    }

    /// Whether it takes new connections.
    boolean isOpen() {
        return alive && open;
    }

    boolean isSettled() {
        return succession.isSettled();
    }

    boolean isStopping() {
        return stopping;
    }

    Credentials credentials() {
        return credentials;
    }

    @Nullable
    Line line(ConnectionId id) {
        return lines.get(id);
    }

    Entrance entrance() {
        return entrance;
    }

    Tracker tracker() {
        return tracker;
    }

    Crowds crowds() {
        return crowds;
    }

    List<Line> lines() {
        List<Line> ordered = new ArrayList<>(lines.values());
        ordered.sort((one, other) -> Long.compare(one.id().number(), other.id().number()));
        return ordered;
    }

    boolean holdsConnectionOf(ParticipantId person) {
        for (Line line : lines.values()) {
            if (line.isRegistered() && line.device().person().equals(person)) {
                return true;
            }
        }
        return false;
    }

    /// Sizes of everything that could grow.
    Map<String, Integer> sizes() {
        return Map.of(
                "tracked participants", tracker.size(),
                "pending writes", recorder.pending(),
                "bookkeeping of shards", stepped.bookkeeping(),
                "waiting for crowds", crowds.waiting(),
                "lines", lines.size(),
                "expiries less lines", Math.max(0, credentials.size() - lines.size()));
    }

    Line open(Device device) {
        Line line = new Line(world, device, this, new ConnectionId(name, connections++));
        lines.put(line.id(), line);
        after(CONNECT_TIMEOUT, () -> {
            if (!line.isRegistered()) {
                entrance.refuse(line);
            }
        });
        return line;
    }

    void step() {
        stepped.step();
    }

    void forget(Line line) {
        lines.remove(line.id());
    }

    void active(Line line) {
        world.invariants().active(line.device().person());
        tracker.active(line.device().person());
        stepped.step();
    }

    void rest(ParticipantId person) {
        if (tracker.active(person) == Touch.NOT_TRACKED) {
            Known known;
            try {
                known = loader.load(person);
            } catch (StoreException e) {
                return;
            }
            if (known != null) {
                tracker.activeWhileAway(known);
            }
        }
        world.invariants().active(person);
        stepped.step();
    }

    /// The line ended.
    void ended(Line line, Ending ending) {
        if (!alive || line.isClosedByNode()) {
            return;
        }
        line.closedByNode();
        lines.remove(line.id());
        credentials.forget(line);
        if (!line.isRegistered()) {
            return;
        }
        ParticipantId person = line.device().person();
        world.chronicle().tell(() -> this + " sees the end of " + line + ": " + ending);
        world.invariants().ended(line, ending, holdsConnectionOf(person));
        if (world.defect() == Defect.CLOSES_FORGOTTEN && ending == Ending.LOST && lostCloses++ % 2 == 0) {
            return;
        }
        tracker.closed(
                person,
                line.id(),
                world.defect() == Defect.EVERY_END_A_GOODBYE ? Ending.GOODBYE : ending,
                clock.instant().minusMillis(world.timeline().millis() - line.lastHeard()));
        stepped.step();
        loudspeaker.tabClosed(person);
    }

    void missesHeartbeat(Line line) {
        if (world.defect() == Defect.SLOW_HEARTBEAT) {
            after(600_000, () -> ended(line, Ending.LOST));
        } else {
            ended(line, Ending.LOST);
        }
    }

    /// The directory changed: who sees whom changes at once. First the rooms, then the tracker: it may have
    /// something to announce at once.
    void memberChanged(ParticipantId person, Set<ConversationId> before) {
        Participant now = world.town().participant(person);
        Set<ConversationId> gained = new HashSet<>(now.conversations());
        gained.removeAll(before);
        List<Line> theirs = lines().stream()
                .filter(line -> line.device().person().equals(person) && line.isRegistered())
                .toList();
        if (world.defect() != Defect.REMOVAL_IGNORED || !gained.isEmpty()) {
            theirs.forEach(line -> line.enter(now.conversations()));
        }
        if (world.defect() != Defect.DEACTIVATION_HALF_DONE || !world.town().isDeactivated(person)) {
            tracker.update(now);
        }
        stepped.step();
        if (tracker.live(person) == null) {
            Set<ConversationId> changed = new HashSet<>(before);
            changed.addAll(now.conversations());
            tracker.membersChanged(changed);
            loudspeaker.movedWhileAway(reader, now, before);
        }
        if (!gained.isEmpty()) {
            theirs.forEach(line -> entrance.tell(line, () -> reader.snapshotOf(now, gained)));
        }
    }

    void crash() {
        alive = false;
        open = false;
    }

    /// Refuses new connections, hands over the old ones, writes what is left (SPEC §3.8).
    void drain() {
        open = false;
        stopping = true;
        succession.retire();
        if (world.defect() != Defect.CLOSES_IN_DRAIN) {
            tracker.drain();
        }
        for (Line line : lines()) {
            after(world.random().nextLong(SPREAD), () -> handOver(line));
        }
        after(DRAINED_AFTER, this::stop);
    }

    private void stop() {
        storing(() -> {
            writer.writeNow();
            succession.release();
        });
        crash();
    }

    private void handOver(Line line) {
        if (!line.isClosedByNode()) {
            line.closedByNode();
            lines.remove(line.id());
            credentials.forget(line);
            line.down(() -> line.device().broke(line));
            if (line.isRegistered()) {
                ParticipantId person = line.device().person();
                world.invariants().ended(line, Ending.LOST, holdsConnectionOf(person));
                if (world.defect() == Defect.CLOSES_IN_DRAIN) {
                    tracker.closed(person, line.id(), Ending.GOODBYE);
                } else {
                    tracker.handOver(person, line.id());
                }
                stepped.step();
            }
        }
    }

    private void eachSecond() {
        if (clockWatch.look().isNegative()) {
            storing(sweep::setBack);
        }
        stepped.step();
        crowds.tick();
        if (world.defect() == Defect.COUNTS_EVERY_SECOND) {
            loudspeaker.announceCount(world.town().conversation(0), tracker.size(), clock.instant());
        }
        credentials.tick();
        writer.turn();
        world.invariants().eachSecond();
    }

    private void tellDigests() {
        lines().stream().filter(Line::isRegistered).forEach(entrance::tellDigests);
    }

    void storing(Upkeep what) {
        try {
            what.run();
        } catch (StoreException e) {
            world.chronicle().tell(() -> name + " could not reach the store");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        stepped.step();
    }

    private void every(long millis, Runnable what) {
        after(millis, () -> {
            what.run();
            every(millis, what);
        });
    }

    void after(long millis, Runnable what) {
        world.timeline().after(millis, () -> {
            if (alive) {
                what.run();
            }
        });
    }

    /// By the wall clock, which durations do not care for unless that is the planted defect.
    private LongSupplier ticker() {
        return world.defect() == Defect.DURATIONS_BY_WALL_CLOCK
                ? () -> world.machineNow().toEpochMilli() * 1_000_000
                : world.timeline()::nanos;
    }

    Moment moment() {
        return clock.moment();
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public String toString() {
        return name.toString();
    }

    interface Upkeep {
        void run() throws InterruptedException;
    }
}
