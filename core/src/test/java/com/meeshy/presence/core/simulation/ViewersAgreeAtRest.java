package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.HashSet;
import java.util.Set;

/// When nothing happens any more, every connected viewer knows exactly those it may see, as they really are.
final class ViewersAgreeAtRest extends Invariant {
    ViewersAgreeAtRest(World world) {
        super(world);
    }

    @Override
    void atRest() {
        SimulatedNode node = world.node();
        if (node == null) {
            throw broken("no node is left");
        }
        for (Device device : world.devices()) {
            boolean isBeyondRepair =
                    device.missedSomething() && world.hasJumpedWithin(ViewerNeverWrongLongerThanBound.DIGESTS_LAME);
            if (device.isWanted() && !isBeyondRepair) {
                check(device, node);
            }
        }
    }

    private void check(Device device, SimulatedNode node) {
        if (!device.isPresent()) {
            throw broken(device + " did not find its way back");
        }
        Set<ParticipantId> visible = new HashSet<>();
        Set<ParticipantId> inCrowds = new HashSet<>();
        for (ConversationId each : world.town().participant(device.person()).conversations()) {
            if (!node.crowds().isLarge(each)) {
                visible.addAll(world.town().membersOf(each));
            } else if (device.hasOpen(each)) {
                inCrowds.addAll(world.town().membersOf(each));
            }
        }
        for (PresenceView view : device.knowledge().views()) {
            boolean isSeen = visible.contains(view.id()) || inCrowds.contains(view.id());
            if (!isSeen && !view.id().equals(device.person())) {
                throw broken(device + " still knows " + view.id() + ", a stranger");
            }
        }
        for (ParticipantId subject : visible) {
            PresenceView view = device.knowledge().of(subject);
            boolean really = world.isReallyOnline(subject);
            if (view == null || view.isOnline() != really) {
                throw broken(device + " knows " + view + ", but that " + subject + " is online is " + really);
            }
            PresenceView live = node.tracker().live(subject);
            if (live != null && live.version() != view.version()) {
                throw broken(device + " knows " + view + " instead of " + live);
            }
        }
    }
}
