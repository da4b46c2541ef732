package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ParticipantId;
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
        return stripes[Math.floorMod(participant.hashCode(), stripes.length)];
    }
}
