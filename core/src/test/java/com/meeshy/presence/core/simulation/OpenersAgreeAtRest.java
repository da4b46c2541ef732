package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;

/// When nothing happens any more, whoever has a large conversation open knows exactly who is connected there.
final class OpenersAgreeAtRest extends Invariant {
    private static final long NOT_SHOWN = -1;

    OpenersAgreeAtRest(World world) {
        super(world);
    }

    @Override
    void atRest() {
        SimulatedNode node = world.node();
        if (node == null) {
            return;
        }
        for (Line line : node.lines()) {
            for (ConversationId each : line.opened()) {
                if (node.crowds().isLarge(each)) {
                    check(line.device(), each, node);
                }
            }
        }
    }

    private void check(Device device, ConversationId conversation, SimulatedNode node) {
        for (ParticipantId subject : world.town().membersOf(conversation)) {
            PresenceView live = node.tracker().live(subject);
            PresenceView known = device.knowledge().of(subject);
            long shown = known != null && known.isOnline() ? known.version() : NOT_SHOWN;
            long really = live != null && live.isOnline() ? live.version() : NOT_SHOWN;
            if (shown != really) {
                throw broken(device + " has " + conversation + " open and knows " + known + " instead of " + live);
            }
        }
    }
}
