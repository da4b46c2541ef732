package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Moments;
import java.util.HashMap;
import java.util.Map;

/// What really happened, as far as a node could know: the measure for what viewers are told. Moments are those of
/// the world, not of a node's clock; but activity is remembered by the wall clock of the machine, as it is stored.
final class Truth {
    static final long NEVER = Long.MIN_VALUE;

    private final World world;
    private final Map<ParticipantId, Long> lastActive = new HashMap<>();
    private final Map<ParticipantId, Long> lastEnd = new HashMap<>();
    private long storeTroubleUntil;
    private long nodeStartedAt;
    private long drainStartedAt = NEVER;
    private long crashedAt = NEVER;

    Truth(World world) {
        this.world = world;
    }

    void active(ParticipantId person) {
        lastActive.put(person, world.machineNow().toEpochMilli());
    }

    /// What lies ahead now counts as now.
    void clockJumped() {
        long now = world.machineNow().toEpochMilli();
        lastActive.replaceAll((person, at) -> Moments.credible(at, now));
    }

    void ended(ParticipantId person) {
        lastEnd.put(person, world.timeline().millis());
    }

    void storeInTroubleUntil(long millis) {
        storeTroubleUntil = Math.max(storeTroubleUntil, millis);
    }

    void drainStarted() {
        drainStartedAt = world.timeline().millis();
    }

    /// What a node had not written yet went with it, unless the person has come back to another before.
    void nodeEnded(SimulatedNode node, boolean crashed) {
        if (crashed) {
            crashedAt = world.timeline().millis();
        }
        for (ParticipantId each : world.town().everybody()) {
            SimulatedNode other = world.node();
            if (other != null && other.holdsConnectionOf(each)) {
                continue;
            }
            StoredPresence row = world.archive().row(each);
            if (crashed || isStoreInTrouble(30_000)) {
                lastActive.put(
                        each,
                        row == null || row.lastActiveAt() == null
                                ? NEVER
                                : row.lastActiveAt().toEpochMilli());
            }
            if (crashed && world.devices().stream().anyMatch(device -> isOn(device, each, node))) {
                ended(each);
            }
        }
    }

    private static boolean isOn(Device device, ParticipantId person, SimulatedNode node) {
        Line line = device.line();
        return device.person().equals(person) && line != null && line.node() == node;
    }

    void nodeStarted() {
        nodeStartedAt = world.timeline().millis();
    }

    /// By the wall clock of the machine.
    long lastActive(ParticipantId person) {
        return lastActive.getOrDefault(person, NEVER);
    }

    long lastEnd(ParticipantId person) {
        return lastEnd.getOrDefault(person, NEVER);
    }

    /// Whether the store is, or lately was, slow or away.
    boolean isStoreInTrouble(long lately) {
        return world.timeline().millis() - lately < storeTroubleUntil;
    }

    long nodeAge() {
        return world.timeline().millis() - nodeStartedAt;
    }

    long drainStartedAt() {
        return drainStartedAt;
    }

    boolean hasCrashedWithin(long millis) {
        return crashedAt != NEVER && world.timeline().millis() - crashedAt < millis;
    }
}
