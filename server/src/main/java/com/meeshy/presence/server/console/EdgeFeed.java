package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps the edges for operators, behind the viewers. Never waits: a ring holds the latest edges, and a newer one takes
/// the place of the oldest whether it has been read or not.
public final class EdgeFeed implements Announcer {
    /// About 1 MB when full.
    private static final int REMEMBERED = 8_192;

    private final PresenceMetrics metrics;
    private final AtomicReferenceArray<@Nullable Edge> ring = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicLong written = new AtomicLong();

    public EdgeFeed(PresenceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void announce(PresenceChange change) {
        if (isEdge(change.cause())) {
            metrics.edge(change.cause());
            long number = written.getAndIncrement();
            ring.set(slot(number), new Edge(number, change.view(), change.cause(), change.at()));
        }
    }

    @Override
    public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {}

    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}

    /// How many edges there have been.
    long count() {
        return written.get();
    }

    /// The latest edges, the newest first.
    List<Edge> latest(int most) {
        return latest(count(), most, edge -> true);
    }

    /// The latest edges of a participant, the newest first, as far as they are remembered.
    List<Edge> of(ParticipantId participant, int most) {
        return latest(
                Math.min(REMEMBERED, count()), most, edge -> edge.view().id().equals(participant));
    }

    /// The latest of as many edges, the newest first.
    List<Edge> latest(long among, int most, Predicate<Edge> wanted) {
        List<Edge> found = new ArrayList<>();
        long end = written.get();
        long begin = Math.max(0, end - Math.min(among, REMEMBERED));
        for (long i = end - 1; i >= begin && found.size() < most; i--) {
            Edge edge = ring.get(slot(i));
            // Null while it is about to be written.
            if (edge != null && wanted.test(edge)) {
                found.add(edge);
            }
        }
        return found;
    }

    private static int slot(long number) {
        return (int) (number % REMEMBERED);
    }

    private static boolean isEdge(Cause cause) {
        return switch (cause) {
            case CONNECTED, DISCONNECTED, ZOMBIE, NODE_DEATH -> true;
            case ACTIVITY -> false;
        };
    }
}
