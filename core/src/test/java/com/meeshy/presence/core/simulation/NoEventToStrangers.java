package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;

/// An event goes only to those who share a conversation with its subject at that moment.
final class NoEventToStrangers extends Invariant {
    NoEventToStrangers(World world) {
        super(world);
    }

    @Override
    void sent(Line line, ParticipantId subject) {
        if (!world.town().share(line.device().person(), subject)) {
            throw broken(line.device() + " is told of " + subject + ", a stranger");
        }
    }
}
