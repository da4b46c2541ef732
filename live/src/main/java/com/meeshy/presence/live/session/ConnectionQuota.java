package com.meeshy.presence.live.session;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// How many connections a participant may have on this node (decision 0092). The one too many is turned away; no
/// other is closed for it. When all are taken, each is asked for a sign of life: a line that gives none does not
/// keep its owner out, so a laptop that changed networks comes back with all its tabs at once.
public final class ConnectionQuota {
    /// Old clients leave when they have heard nothing for 5 s.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration GLANCE = Duration.ofMillis(50);

    /// By how much the loops may be wrong about silence.
    private static final Duration TICK = Duration.ofMillis(150);

    private final LiveSessions sessions;
    private final Limits limits;
    private final int most;
    private final Duration pingInterval;
    private final Map<ParticipantId, CompletableFuture<Set<Session>>> calls = new ConcurrentHashMap<>();

    /// @param pingInterval an EIO 3 line cannot be asked: it pings by itself this often
    public ConnectionQuota(LiveSessions sessions, Limits limits, int most, Duration pingInterval) {
        this.sessions = sessions;
        this.limits = limits;
        this.most = most;
        this.pingInterval = pingInterval;
    }

    /// Counts the session in, until it is removed from the sessions. Blocks for up to two seconds when all
    /// connections are taken.
    ///
    /// @return false when it is one too many
    boolean admit(ParticipantId id, Session session) throws InterruptedException {
        if (sessions.add(id, session, most, Set.of()) || sessions.add(id, session, most, silent(id))) {
            return true;
        }
        limits.exceeded(Limit.SOCKETS_PER_PERSON, id.toString());
        return false;
    }

    /// Those who come meanwhile share the answer.
    private Set<Session> silent(ParticipantId id) throws InterruptedException {
        CompletableFuture<Set<Session>> mine = new CompletableFuture<>();
        CompletableFuture<Set<Session>> running = calls.putIfAbsent(id, mine);
        if (running != null) {
            return running.join();
        }
        Set<Session> silent = Set.of();
        try {
            silent = call(id);
        } finally {
            calls.remove(id);
            mine.complete(silent);
        }
        return silent;
    }

    private Set<Session> call(ParticipantId id) throws InterruptedException {
        long start = System.nanoTime();
        for (Session session : sessions.of(id)) {
            session.execute(session.line()::ping);
        }
        Set<Session> silent = new HashSet<>(sessions.of(id));
        Duration waited = Duration.ZERO;
        while (!silent.isEmpty() && waited.compareTo(PATIENCE) < 0) {
            Thread.sleep(GLANCE);
            waited = Duration.ofNanos(System.nanoTime() - start);
            Duration called = waited;
            for (Map.Entry<Session, Duration> each : sessions.silences(id).entrySet()) {
                boolean answers = each.getKey().line().answersPings();
                Duration alive = answers ? called.plus(TICK) : pingInterval.plus(PATIENCE);
                if (each.getValue().compareTo(alive) <= 0) {
                    silent.remove(each.getKey());
                }
            }
        }
        return silent;
    }
}
