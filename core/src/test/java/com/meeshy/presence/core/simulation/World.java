package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import java.time.Duration;
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
    private int nodes;
    private int devicesEver;
    private long nextSkewMillis;

    World(Plan plan, Defect defect, boolean toldAsStory) {
        this.plan = plan;
        this.defect = defect;
        this.random = new Random(plan.seed() * 31 + 7);
        this.chronicle = new Chronicle(timeline, toldAsStory);
        this.invariants = new Invariants(this);
        this.town = new Town(plan.people(), plan.conversations(), random);
        this.archive = new Archive(timeline, invariants);
        this.rules = new PresenceRules(
                new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                Duration.ofSeconds(defect == Defect.SHORT_THROTTLE ? 10 : 60),
                Duration.ofSeconds(5));
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

    List<Device> devices() {
        return devices;
    }

    boolean hasSkew() {
        return plan.acts().stream().anyMatch(act -> act.kind() == Act.Kind.SKEW_CLOCK);
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
        nodes++;
        node = new SimulatedNode(this, nodes, nextSkewMillis);
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
            case STORE_AWAY -> archive.goAwayFor(act.detail());
            case STORE_SLOW -> archive.slowDownFor(act.detail());
            case CRASH_NODE -> crash(act.detail());
            case DRAIN_NODE -> drain(act.detail());
            case SKEW_CLOCK -> nextSkewMillis = act.detail() - 1_000;
        }
    }

    private void open(ParticipantId person) {
        devices.removeIf(each -> !each.isWanted());
        if (devices.stream().filter(each -> each.person().equals(person)).count() < DEVICES_EACH) {
            Device device = new Device(this, person, devicesEver++);
            devices.add(device);
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
            line.node().expire(line);
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
            now.revoke(person);
        }
    }

    private void partition(ParticipantId person, long millis) {
        partitionedUntil.put(person, timeline.millis() + millis);
        devices.stream().filter(each -> each.person().equals(person)).forEach(Device::fallSilent);
    }

    private void move(ParticipantId person, ConversationId conversation, boolean in) {
        if (archive.isAway()) {
            // The directory lives in the store: it cannot change either.
            return;
        }
        SimulatedNode now = node();
        Set<ConversationId> before = town.participant(person).conversations();
        if (in ? !town.join(person, conversation) : !town.leave(person, conversation)) {
            return;
        }
        devices.stream().filter(each -> !each.isPresent()).forEach(Device::changedInItsAbsence);
        if (now != null) {
            now.memberChanged(person, before);
        }
    }

    private void crash(long backAfter) {
        SimulatedNode now = node();
        if (now != null && !now.isStopping()) {
            now.crash();
            invariants.nodeEnded(true);
            devices.forEach(device -> lostNode(device, now));
            timeline.after(1_000 + backAfter, this::startNode);
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
            timeline.after(6_001 + backAfter, () -> {
                invariants.nodeEnded(false);
                devices.forEach(device -> lostNode(device, now));
                startNode();
            });
        }
    }
}
