package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Makes digests from memory alone. Any thread. To be sent to every viewer of an ordinary conversation every 60
/// s, after a resume and after storms; not before those whom an earlier node left online are settled.
public final class Digests {
    /// A change older than this has been written to every connection that is alive.
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private final Tracker tracker;
    private final InstantSource clock;

    public Digests(Tracker tracker, InstantSource clock) {
        this.tracker = tracker;
        this.clock = clock;
    }

    public PresenceDigest of(ConversationId conversation) {
        Instant since = tracker.knowsSince();
        List<PresenceView> members = new ArrayList<>();
        tracker.attendance().forEach(conversation, members::add);
        long ahead = members.stream()
                .mapToLong(PresenceView::version)
                .filter(tracker::isAhead)
                .max()
                .orElse(Long.MIN_VALUE);
        if (ahead == Long.MIN_VALUE) {
            return PresenceDigest.over(
                    conversation, members, since, clock.instant().minus(ON_ITS_WAY));
        }
        // Changes told by a clock that was ahead would count as on their way for as long as it was ahead: it is
        // said of those who are online only, and up to the latest of them.
        return PresenceDigest.over(conversation, members, Instant.ofEpochMilli(ahead + 1), Instant.ofEpochMilli(ahead));
    }
}
