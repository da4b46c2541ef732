package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.Status;
import com.meeshy.presence.core.presence.StatusRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// No connected viewer is shown for longer than the promised 70 s that somebody is connected who is not, or the
/// other way round, nor another colour than the true activity gives. Who lost an event is right again after two
/// digests. Not promised while the store is away.
final class ViewerNeverWrongLongerThanBound extends Invariant {
    private static final long BOUND = 70_000;
    private static final long BOUND_WITH_LOSS = 145_000;
    private static final long EVERY = 10;

    /// What the old node stored silently, after others had read it, the new one believes to be told.
    private static final long SILENT_ACTIVITY_OF_ANOTHER = 10 * 60_000;

    /// Whoever left long ago is told anew only when he comes back: until then viewers have what the clock said.
    private static final long TOLD_BY_A_WRONG_CLOCK = 95 * 60_000;

    static final long DIGESTS_LAME = 65 * 60_000;

    private final Truth truth;
    private final Map<Device, Map<ParticipantId, Long>> wrongConnection = new HashMap<>();
    private final Map<Device, Map<ParticipantId, Long>> wrongStatus = new HashMap<>();
    private long seconds;

    ViewerNeverWrongLongerThanBound(World world, Truth truth) {
        super(world);
        this.truth = truth;
    }

    /// Every viewer was disconnected and knew it; what it is shown from now on counts.
    @Override
    void nodeStarted() {
        wrongConnection.clear();
        wrongStatus.clear();
    }

    @Override
    void eachSecond() {
        SimulatedNode node = world.node();
        if (seconds++ % EVERY != 0 || node == null) {
            return;
        }
        if (truth.isStoreInTrouble(30_000)) {
            wrongConnection.clear();
            wrongStatus.clear();
            return;
        }
        wrongConnection.keySet().removeIf(each -> !each.isPresent());
        wrongStatus.keySet().removeIf(each -> !each.isPresent());
        Map<ParticipantId, Boolean> online = new HashMap<>();
        for (ParticipantId each : world.town().everybody()) {
            online.put(each, world.isReallyOnline(each));
        }
        for (Device device : world.devices()) {
            if (device.isPresent()) {
                online.forEach((subject, really) -> {
                    if (isShown(node, device, subject)) {
                        look(device, subject, really, node);
                    } else {
                        time(wrongConnection, device, subject, false, null);
                        time(wrongStatus, device, subject, false, null);
                    }
                });
            }
        }
    }

    private void look(Device device, ParticipantId subject, boolean really, SimulatedNode node) {
        PresenceView view = device.knowledge().of(subject);
        // Of a large conversation only those who are online are told.
        boolean connectionWrong =
                view == null ? really || sees(node, device, subject, false) : view.isOnline() != really;
        time(wrongConnection, device, subject, connectionWrong, view);
        time(wrongStatus, device, subject, !connectionWrong && isStatusWrong(view, really, node), view);
    }

    private boolean isStatusWrong(@Nullable PresenceView view, boolean really, SimulatedNode node) {
        if (view == null || world.wasRelievedWithin(SILENT_ACTIVITY_OF_ANOTHER)) {
            return false;
        }
        if (world.hasJumpedWithin(TOLD_BY_A_WRONG_CLOCK) && node.tracker().live(view.id()) == null) {
            return false;
        }
        StatusRule rule = world.rules().status();
        Instant now = node.now();
        long active = truth.lastActive(view.id());
        Instant trueActive = active == Truth.NEVER
                ? null
                : now.minusMillis(world.machineNow().toEpochMilli() - active);
        Status shown = rule.statusOf(view.isOnline(), view.lastActiveAt(), now);
        return shown != rule.statusOf(really, trueActive, now);
    }

    private void time(
            Map<Device, Map<ParticipantId, Long>> wrong,
            Device device,
            ParticipantId subject,
            boolean isWrong,
            @Nullable PresenceView view) {
        Map<ParticipantId, Long> since = wrong.computeIfAbsent(device, key -> new HashMap<>());
        // Versions may be ahead of the clock: until it has caught up, digests find nothing.
        boolean isBeyondRepair = device.missedSomething() && world.hasJumpedWithin(DIGESTS_LAME);
        if (!isWrong || isBeyondRepair) {
            since.remove(subject);
            return;
        }
        long wrongFor = now() - since.computeIfAbsent(subject, key -> now());
        if (wrongFor > (device.missedSomething() ? BOUND_WITH_LOSS : BOUND + skewMillis())) {
            throw broken(device + " has known only " + view + " for " + wrongFor + " ms; truly online: "
                    + world.isReallyOnline(subject) + ", last active "
                    + (truth.lastActive(subject) == Truth.NEVER
                            ? "never"
                            : Instant.ofEpochMilli(truth.lastActive(subject))));
        }
    }

    /// Whether the viewer is told of the subject. Who missed an event of a conversation that has become large
    /// since is not helped before the next.
    private boolean isShown(SimulatedNode node, Device viewer, ParticipantId subject) {
        return sees(node, viewer, subject, !viewer.missedSomething());
    }

    private boolean sees(SimulatedNode node, Device viewer, ParticipantId subject, boolean crowds) {
        for (ConversationId each : world.town().participant(viewer.person()).conversations()) {
            boolean isTold = !node.crowds().isLarge(each) || (crowds && viewer.hasOpen(each));
            if (isTold && world.town().participant(subject).conversations().contains(each)) {
                return true;
            }
        }
        return false;
    }
}
