package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clean stop of SPEC §3.8: nobody new is let in, those who are here are sent away at random moments, so that
/// they do not all knock at the next node at once, and nobody is announced or stored as offline. Their return
/// decides.
public final class Drain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int CLOSED_PER_SECOND = 100;
    private static final Duration STEP = Duration.ofMillis(10);

    private final SocketIoServer sockets;
    private final LiveSessions sessions;
    private final Tracker tracker;
    private final Succession succession;
    private final Duration grace;
    private final RandomGenerator random;
    private final InstantSource clock;
    private volatile boolean draining;

    /// @param grace how long the whole may take; a third of it at most is used to spread the closing
    public Drain(
            SocketIoServer sockets,
            LiveSessions sessions,
            Tracker tracker,
            Succession succession,
            Duration grace,
            RandomGenerator random,
            InstantSource clock) {
        this.sockets = sockets;
        this.sessions = sessions;
        this.tracker = tracker;
        this.succession = succession;
        this.grace = grace;
        this.random = random;
        this.clock = clock;
    }

    /// Whether it has begun.
    public boolean isDraining() {
        return draining;
    }

    /// Drains; returns when all sessions have ended or the grace is over. At once when there are none.
    @Override
    public void close() {
        draining = true;
        sockets.refuseNewConnections();
        succession.retire();
        tracker.drain();
        int participants = sessions.participants();
        try {
            sendAway(clock.instant().plus(grace));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (participants > 0) {
            LOG.info("Drained participants={} left={}", participants, sessions.participants());
        }
    }

    private void sendAway(Instant end) throws InterruptedException {
        Set<Session> told = new HashSet<>();
        // Again and again: somebody may have been at the door when it was shut.
        for (List<Session> left = notIn(told); !left.isEmpty() && !isOver(end); left = notIn(told)) {
            told.addAll(left);
            closeSpread(left, end);
        }
        while (sessions.participants() > 0 && !isOver(end)) {
            Thread.sleep(STEP);
        }
    }

    private void closeSpread(List<Session> leaving, Instant end) throws InterruptedException {
        long spreadMillis = Math.min(grace.toMillis() / 3, leaving.size() * 1_000L / CLOSED_PER_SECOND);
        Instant start = clock.instant();
        List<Leaving> schedule = new ArrayList<>(leaving.size());
        for (Session session : leaving) {
            schedule.add(new Leaving(session, start.plusMillis(random.nextLong(spreadMillis + 1))));
        }
        schedule.sort((one, other) -> one.at().compareTo(other.at()));
        for (Leaving next : schedule) {
            while (clock.instant().isBefore(next.at()) && !isOver(end)) {
                Thread.sleep(STEP);
            }
            next.session().connection().close(CloseReason.SERVER_SHUTDOWN);
        }
    }

    private List<Session> notIn(Set<Session> told) {
        List<Session> left = new ArrayList<>();
        sessions.forEach(session -> {
            if (!told.contains(session)) {
                left.add(session);
            }
        });
        return left;
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }

    private record Leaving(Session session, Instant at) {}
}
