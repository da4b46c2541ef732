package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One large conversation: what those who opened it are about to be told. Bounded by the number of members.
final class Crowd {
    private static final Duration BATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final ConversationId conversation;
    private final Map<ParticipantId, PresenceView> changed = new HashMap<>();
    private Instant nextBatch = Instant.MIN;
    private Instant nextCount = Instant.MIN;
    private int toldCount = -1;

    Crowd(ConversationId conversation) {
        this.conversation = conversation;
    }

    synchronized void add(PresenceView view) {
        changed.merge(view.id(), view, (old, now) -> now.version() >= old.version() ? now : old);
    }

    /// The participant is no member any more: its last change is for strangers.
    synchronized void forget(ParticipantId participant) {
        changed.remove(participant);
    }

    synchronized int waiting() {
        return changed.size();
    }

    /// Says what is due at this moment.
    void tell(int onlineCount, Instant now, CrowdAnnouncer announcer) {
        List<PresenceView> batch = takeBatch(now);
        if (!batch.isEmpty()) {
            announcer.announceToOpeners(conversation, batch);
        }
        if (onlineCount != toldCount && !now.isBefore(nextCount)) {
            toldCount = onlineCount;
            nextCount = now.plus(COUNT_EVERY);
            announcer.announceCount(conversation, onlineCount, now);
        }
    }

    /// Whether all is told, and long enough ago that nothing is forgotten with this object.
    boolean isQuiet(int onlineCount, Instant now) {
        return waiting() == 0 && toldCount == onlineCount && !now.isBefore(nextCount);
    }

    private synchronized List<PresenceView> takeBatch(Instant now) {
        if (changed.isEmpty() || now.isBefore(nextBatch)) {
            return List.of();
        }
        nextBatch = now.plus(BATCH_EVERY);
        List<PresenceView> batch = List.copyOf(changed.values());
        changed.clear();
        return batch;
    }
}
