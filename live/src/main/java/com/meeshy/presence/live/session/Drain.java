package com.meeshy.presence.live.session;

import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.live.line.LineEnd;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clean stop of SPEC §3.8: nobody new is let in, those who are here are sent away at random moments, so that
/// they do not all knock at the next node at once, and nobody is announced or stored as offline. Their return
/// decides.
public final class Drain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Lines lines;
    private final LiveSessions sessions;
    private final Tracker tracker;
    private final Succession succession;
    private final DrainTime time;
    private volatile boolean draining;

    public Drain(Lines lines, LiveSessions sessions, Tracker tracker, Succession succession, DrainTime time) {
        this.lines = lines;
        this.sessions = sessions;
        this.tracker = tracker;
        this.succession = succession;
        this.time = time;
    }

    /// Whether it has begun.
    public boolean isDraining() {
        return draining;
    }

    /// Drains; returns when all sessions have ended or the grace is over. At once when there are none.
    @Override
    public void close() {
        draining = true;
        lines.refuseNew();
        succession.retire();
        tracker.drain();
        int participants = sessions.participants();
        try {
            time.begin();
            sendAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (participants > 0) {
            LOG.info("Drained participants={} left={}", participants, sessions.participants());
        }
    }

    private void sendAway() throws InterruptedException {
        Set<Session> told = new HashSet<>();
        // Again and again: somebody may have been at the door when it was shut.
        for (List<Session> left = notIn(told); !left.isEmpty() && !time.isOver(); left = notIn(told)) {
            told.addAll(left);
            closeSpread(left);
        }
        while (sessions.participants() > 0 && !time.isOver()) {
            time.await();
        }
    }

    private void closeSpread(List<Session> leaving) throws InterruptedException {
        DrainTime.Moments moments = time.spread(leaving.size());
        for (Session next : leaving) {
            moments.awaitNext();
            next.end(LineEnd.SHUTDOWN);
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
}
