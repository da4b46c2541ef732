package com.meeshy.presence.live.line;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time for each participant: reading the directory and applying what was read to live connections must not be
/// overtaken by a later reading. For virtual threads only. A few participants may share a lock.
final class ParticipantLocks {
    private final ReentrantLock[] stripes = new ReentrantLock[1024];

    ParticipantLocks() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    ReentrantLock of(ParticipantId participant) {
        return stripes[stripe(participant)];
    }

    /// Each once, in an order that is the same for everybody: who takes several waits for nobody in a circle.
    List<ReentrantLock> of(Collection<ParticipantId> participants) {
        return participants.stream()
                .map(this::stripe)
                .distinct()
                .sorted()
                .map(stripe -> stripes[stripe])
                .toList();
    }

    private int stripe(ParticipantId participant) {
        return Math.floorMod(participant.hashCode(), stripes.length);
    }
}
