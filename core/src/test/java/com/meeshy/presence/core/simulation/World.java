package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One world and its run: carries out a plan, lets everything come to rest, and sends everybody home.
final class World {
    private static final int DEVICES_EACH = 4;
    private static final long TO_REST = 5 * 60_000;
    private static final long TO_BE_FORGOTTEN = 65 * 60_000;

    private final Plan plan;
    private final Defect defect;
    private final Random random;
    private final Timeline timeline = new Timeline();
    private final Chronicle chronicle;
    private final Invariants invariants;
    private final Town town;
    private final Archive archive;
    private final PresenceRules rules;
    private final List<Device> devices = new ArrayList<>();
    private final Map<ParticipantId, Long> partitionedUntil = new HashMap<>();
    private @Nullable SimulatedNode node;
    private @Nullable SimulatedNode leaving;
    private int nodesEver;
    private long relievedAt;
    private int devicesEver;
    private long nextSkewMillis;
    private long aheadMillis;
    private long jumpedAt = Truth.NEVER;

    World(Plan plan, Defect defect, boolean toldAsStory) {
        this.plan = plan;
        this.defect = defect;
        this.random = new Random(plan.seed() * 31 + 7);
        this.chronicle = new Chronicle(timeline, toldAsStory);
        this.invariants = new Invariants(this);
        this.town = new Town(plan.people(), plan.conversations(), random);
        this.archive = new Archive(timeline, invariants, defect);
        this.rules = new PresenceRules(
                new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                Duration.ofSeconds(defect == Defect.SHORT_THROTTLE ? 10 : 60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3));
    }

    /// @throws Broken when an invariant does not hold
    void run() {
        startNode();
        for (Act act : plan.acts()) {
            timeline.after(act.atMillis(), () -> perform(act));
        }
        timeline.runUntil(plan.lengthMillis());
        heal();
        timeline.runUntil(plan.lengthMillis() + TO_REST);
        invariants.atRest();
        devices.forEach(Device::close);
        timeline.runUntil(plan.lengthMillis() + TO_REST + TO_BE_FORGOTTEN);
        invariants.atEnd();
    }

    Plan plan() {
        return plan;
    }

    Defect defect() {
        return defect;
    }

    Random random() {
        return random;
    }

    Timeline timeline() {
        return timeline;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Invariants invariants() {
        return invariants;
    }

    Town town() {
        return town;
    }

    Archive archive() {
        return archive;
    }

    PresenceRules rules() {
        return rules;
    }

    /// The node that lives, null between two.
    @Nullable
    SimulatedNode node() {
        return node != null && node.isAlive() ? node : null;
    }

    /// Whether two nodes live, or did a moment ago.
    boolean isRelieving() {
        return leaving != null;
    }

    /// Whether two nodes lived at the same time not longer ago than this.
    boolean wasRelievedWithin(long millis) {
        return timeline.millis() - relievedAt < millis;
    }

    List<Device> devices() {
        return devices;
    }

    boolean hasSkew() {
        return plan.acts().stream().anyMatch(act -> act.kind() == Act.Kind.SKEW_CLOCK);
    }

    /// The wall clock of the machine, which may be wrong.
    Instant machineNow() {
        return timeline.instant().plusMillis(aheadMillis);
    }

    /// Whether the wall clock jumped after this moment of the world.
    boolean hasJumpedSince(long millis) {
        return jumpedAt != Truth.NEVER && jumpedAt >= millis;
    }

    boolean hasJumpedWithin(long millis) {
        return hasJumpedSince(timeline.millis() - millis);
    }

    boolean isPartitioned(ParticipantId person) {
        return isPartitionedSince(person, timeline.millis());
    }

    /// Whether the person's network was down at that moment or later.
    boolean isPartitionedSince(ParticipantId person, long millis) {
        return partitionedUntil.getOrDefault(person, 0L) > millis;
    }

    boolean isReallyOnline(ParticipantId person) {
        for (Device each : devices) {
            if (each.person().equals(person) && each.isPresent()) {
                return true;
            }
        }
        return false;
    }

    long delay() {
        return 5 + random.nextLong(75);
    }

    long storeDelay() {
        return archive.isSlow() ? 500 + random.nextLong(2_500) : 2 + random.nextLong(10);
    }

    /// A write was under way when its node crashed: nobody can say whether it arrived.
    void maybeWrite(List<StoredPresence> batch) {
        if (random.nextBoolean()) {
            try {
                archive.write(batch);
            } catch (StoreException e) {
                chronicle.tell(() -> "a write is lost with its node");
            }
        }
    }

    void everybodyMissedSomething() {
        devices.forEach(Device::changedInItsAbsence);
    }

    private void startNode() {
        nodesEver++;
        node = new SimulatedNode(this, nodesEver, nextSkewMillis);
        chronicle.tell(() -> node + " starts");
        invariants.nodeStarted();
    }

    private void heal() {
        chronicle.tell(() -> "everything is mended");
        partitionedUntil.clear();
        archive.recover();
        devices.forEach(Device::loseNoMoreEvents);
    }

    private void perform(Act act) {
        // What the network does next depends on this act, not on all before it: so a plan can be shrunk.
        random.setSeed(plan.seed() * 31 + act.hashCode());
        ParticipantId person = town.everybody().get(act.who());
        chronicle.tell(() -> "--- " + act.toString().substring(act.toString().indexOf("  ") + 2));
        switch (act.kind()) {
            case OPEN -> open(person);
            case CLOSE -> withDevice(person, Device::close);
            case CLOSE_TAB -> withDevice(person, Device::closeTab);
            case RELOAD -> withDevice(person, Device::reload);
            case BREAK -> withDevice(person, Device::breakLine);
            case FALL_SILENT -> withDevice(person, Device::fallSilent);
            case CRASH_DEVICE -> withDevice(person, device -> device.crash(random.nextBoolean()));
            case LOSE_EVENT -> withDevice(person, Device::loseNextEvent);
            case TYPE -> withDevice(person, this::type);
            case LET_EXPIRE -> withDevice(person, this::expire);
            case REST -> rest(person);
            case REVOKE -> revoke(person);
            case PARTITION -> partition(person, act.detail());
            case JOIN -> move(person, town.conversation(act.detail()), true);
            case LEAVE -> move(person, town.conversation(act.detail()), false);
            case LOOK_AT -> withDevice(person, device -> device.lookAt(town.conversation(act.detail())));
            case LOOK_AWAY -> withDevice(person, device -> device.lookAway(town.conversation(act.detail())));
            case END_LINK -> endLink(person, act.detail());
            case DEACTIVATE -> deactivate(person, act.detail());
            case ROLL_NODE -> roll(act.detail());
            case STORE_AWAY -> archive.goAwayFor(act.detail());
            case STORE_SLOW -> archive.slowDownFor(act.detail());
            case CRASH_NODE -> crash(act.detail());
            case DRAIN_NODE -> drain(act.detail());
            case SKEW_CLOCK -> nextSkewMillis = act.detail() - 1_000;
            case JUMP_CLOCK -> jump(act.detail());
        }
    }

    private void jump(long millis) {
        aheadMillis += millis;
        jumpedAt = timeline.millis();
        invariants.clockJumped();
    }

    private void open(ParticipantId person) {
        devices.removeIf(each -> !each.isWanted());
        if (devices.stream().filter(each -> each.person().equals(person)).count() < DEVICES_EACH) {
            Device device = new Device(this, person, devicesEver++);
            devices.add(device);
            if (random.nextBoolean()) {
                device.lookAt(town.conversation(random.nextInt(plan.conversations())));
            }
            device.connect();
        }
    }

    private void withDevice(ParticipantId person, java.util.function.Consumer<Device> what) {
        devices.stream()
                .filter(each -> each.person().equals(person) && each.isWanted())
                .findFirst()
                .ifPresent(what);
    }

    private void type(Device device) {
        Line line = device.line();
        if (line != null && device.isPresent()) {
            line.up(() -> line.node().active(line));
        }
    }

    private void expire(Device device) {
        Line line = device.line();
        if (line != null && device.isPresent()) {
            line.node().credentials().expire(line);
        }
    }

    private void rest(ParticipantId person) {
        SimulatedNode now = node();
        if (now != null && now.isOpen() && !isPartitioned(person)) {
            now.rest(person);
        }
    }

    private void revoke(ParticipantId person) {
        SimulatedNode now = node();
        if (now != null) {
            now.credentials().revoke(person);
        }
    }

    private void endLink(ParticipantId person, long in) {
        if (person.isAnonymous()) {
            town.linkEnds(person, timeline.millis() + in);
            nodes(node -> node.credentials().linkEnds(person));
        }
    }

    private void deactivate(ParticipantId person, long forMillis) {
        if (change(person, () -> town.deactivate(person))) {
            timeline.after(forMillis, () -> activate(person));
        }
    }

    private void activate(ParticipantId person) {
        if (!change(person, () -> town.activate(person))) {
            timeline.after(5_000, () -> activate(person));
        }
    }

    private void partition(ParticipantId person, long millis) {
        partitionedUntil.put(person, timeline.millis() + millis);
        devices.stream().filter(each -> each.person().equals(person)).forEach(Device::fallSilent);
    }

    private void move(ParticipantId person, ConversationId conversation, boolean in) {
        change(person, () -> {
            if (in) {
                town.join(person, conversation);
            } else {
                town.leave(person, conversation);
            }
        });
    }

    /// The directory changes, and the node that stays hears of it.
    ///
    /// @return false while the store is away: the directory lives there, it cannot change either
    private boolean change(ParticipantId person, Runnable what) {
        if (archive.isAway()) {
            return false;
        }
        Set<ConversationId> before = town.participant(person).conversations();
        what.run();
        if (town.isDeactivated(person)) {
            nodes(node -> node.credentials().revoke(person));
        }
        if (!before.equals(town.participant(person).conversations())) {
            devices.stream().filter(each -> !each.isPresent()).forEach(Device::changedInItsAbsence);
            nodes(node -> node.memberChanged(person, before));
        }
        return true;
    }

    private void crash(long backAfter) {
        SimulatedNode now = node();
        if (now != null && !now.isStopping()) {
            now.crash();
            invariants.nodeEnded(now, true);
            devices.forEach(device -> lostNode(device, now));
            timeline.after(1_000 + backAfter, this::startNode);
        }
    }

    /// A rolling restart: the successor takes connections while the old node hands over its own. Now and then
    /// the old one crashes meanwhile.
    private void roll(long detail) {
        SimulatedNode old = node();
        if (old == null || old.isStopping()) {
            return;
        }
        leaving = old;
        relievedAt = timeline.millis();
        startNode();
        old.drain();
        invariants.drainStarted();
        boolean crashes = detail % 4 == 0;
        timeline.after(crashes ? detail : SimulatedNode.DRAINED_AFTER + 1, () -> {
            if (crashes) {
                old.crash();
            }
            timeline.after(1_000, () -> leaving = null);
            invariants.nodeEnded(old, crashes);
            devices.forEach(device -> lostNode(device, old));
        });
    }

    /// The node that takes connections, and the one that it relieves.
    private void nodes(java.util.function.Consumer<SimulatedNode> what) {
        SimulatedNode now = node();
        if (now != null) {
            what.accept(now);
        }
        SimulatedNode old = leaving;
        if (old != null && old.isAlive()) {
            what.accept(old);
        }
    }

    /// Most devices hear at once that the node is gone; to some it is just silent.
    private void lostNode(Device device, SimulatedNode gone) {
        Line line = device.line();
        if (line != null && line.node() == gone) {
            timeline.after(
                    random.nextInt(4) == 0 ? 25_000 + random.nextLong(10_000) : delay(), () -> device.broke(line));
        }
    }

    private void drain(long backAfter) {
        SimulatedNode now = node();
        if (now != null && !now.isStopping()) {
            now.drain();
            invariants.drainStarted();
            timeline.after(SimulatedNode.DRAINED_AFTER + 1 + backAfter, () -> {
                invariants.nodeEnded(now, false);
                devices.forEach(device -> lostNode(device, now));
                startNode();
            });
        }
    }
}
