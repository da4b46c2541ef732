package com.meeshy.presence.live.session;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Expiries;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.LineEnd;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.view.Greeting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How sessions end: by the client, by expiry, by revocation, or because nobody ever authenticated.
public final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    /// A client that sends its credential by `authenticate` does so at once; old clients leave when they have
    /// heard nothing for 5 s.
    private static final Duration CREDENTIAL_EXPECTED_WITHIN = Duration.ofSeconds(1);

    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private static final Notice.Revoked TOKEN_REVOKED =
            new Notice.Revoked(Rejection.TOKEN_REVOKED.message(), Rejection.TOKEN_REVOKED.name(), "token_revoked");

    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Greeting greeting;
    private final Duration connectTimeout;
    private final Time time;
    /// Since when, by the ticker.
    private final Map<Session, Long> unauthenticated = new ConcurrentHashMap<>();
    private final Expiries<Session> expiries = new Expiries<>();

    public Departures(Tracker tracker, LiveSessions sessions, Greeting greeting, Duration connectTimeout, Time time) {
        this.tracker = tracker;
        this.sessions = sessions;
        this.greeting = greeting;
        this.connectTimeout = connectTimeout;
        this.time = time;
    }

    /// A session was opened and is not authenticated yet. Event loop.
    public void expectCredential(Session session) {
        unauthenticated.put(session, time.nanos());
    }

    /// The connection ended. Event loop.
    public void ended(Session session, LineEnd why) {
        boolean wasPresent = session.phase() == Session.Phase.PRESENT;
        Duration silent = why.isToldByClient() ? Duration.ZERO : session.line().silentFor();
        session.ended(why, time.instant().minus(silent));
        unauthenticated.remove(session);
        expiries.forget(session);
        if (wasPresent) {
            leave(session, session.present().id());
        }
    }

    /// A session that the tracker knows has ended. Event loop.
    void leave(Session session, ParticipantId id) {
        sessions.remove(id, session);
        if (session.endedByShutdown()) {
            tracker.handOver(id, session.id());
        } else {
            tracker.closed(id, session.id(), session.ending(), session.lastHeard());
        }
    }

    /// The session has shown a credential, which may end while it is connected. Event loop.
    public void watchExpiry(Session session) {
        expiries.watch(session, session.expiresAt());
    }

    /// Ends the sessions whose time is over. Called every few hundred milliseconds by a job.
    public void tick() {
        Instant now = time.instant();
        unauthenticated.forEach(
                (session, since) -> session.execute(() -> checkUnauthenticated(session, time.since(since))));
        for (Session session : expiries.takeDue(now)) {
            session.execute(() -> expire(session, now));
        }
    }

    /// As [#revoke(ParticipantId, String, String, String)], of somebody whom what is stored now admits no longer.
    public int revoke(ParticipantId participant, Rejection why) {
        return switch (why) {
            case LINK_INACTIVE -> revoke(participant, why.name(), why.message(), "link_inactive");
            case LINK_EXPIRED -> revoke(participant, why.name(), why.message(), "link_expired");
            case USER_INACTIVE -> revoke(participant, why.name(), "This account was deactivated.", "deactivated");
            default -> revoke(participant, why.name(), why.message(), "left");
        };
    }

    /// Ends every session of the participant here: it may not come back with the same credential. Waits until
    /// they have ended, so that what is changed next (its conversations, say) does not keep its viewers from
    /// hearing of it. Not for event loops.
    ///
    /// @return how many there were
    public int revoke(ParticipantId participant, String code, String message, String reason) {
        Collection<Session> revoked = sessions.of(participant);
        if (!revoked.isEmpty()) {
            LOG.info("Sessions revoked participant={} reason={} sessions={}", participant, reason, revoked.size());
        }
        return end(revoked, new Notice.Revoked(message, code, reason));
    }

    /// Ends every session here that somebody opened with such a proof, as [#revoke] does.
    ///
    /// @return how many there were
    public int revokeIf(Predicate<Verified> proof) {
        List<Session> revoked = new ArrayList<>();
        sessions.forEach(session -> {
            Verified who = session.who();
            if (who != null && proof.test(who)) {
                revoked.add(session);
            }
        });
        if (!revoked.isEmpty()) {
            LOG.info("Sessions revoked reason={} sessions={}", TOKEN_REVOKED.reason(), revoked.size());
        }
        return end(revoked, TOKEN_REVOKED);
    }

    /// Its token was revoked while it came in. Event loop.
    void endRevoked(Session session) {
        session.send(TOKEN_REVOKED);
        session.end(LineEnd.DISMISSED);
    }

    private static int end(Collection<Session> revoked, Notice.Revoked why) {
        CountDownLatch ended = new CountDownLatch(revoked.size());
        for (Session session : revoked) {
            session.execute(() -> {
                session.send(why);
                session.end(LineEnd.DISMISSED);
                ended.countDown();
            });
        }
        await(ended);
        return revoked.size();
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} revoked sessions have not ended within {}", ended.getCount(), END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkUnauthenticated(Session session, Duration age) {
        if (session.phase() == Session.Phase.PRESENT || session.phase() == Session.Phase.ENDED) {
            unauthenticated.remove(session);
            return;
        }
        if (age.compareTo(connectTimeout) >= 0) {
            session.end(LineEnd.NOBODY);
        } else if (session.phase() == Session.Phase.AWAITING_CREDENTIAL
                && age.compareTo(CREDENTIAL_EXPECTED_WITHIN) >= 0
                && !session.tellToAuthenticate()) {
            greeting.refuse(session, Rejection.CREDENTIALS_MISSING);
        }
    }

    private void expire(Session session, Instant now) {
        if (session.phase() == Session.Phase.SIGNING_IN) {
            // Its sign-in is about to end: then it hears of it.
            expiries.watch(session, now);
            return;
        }
        if (session.phase() != Session.Phase.PRESENT || !session.hasExpired(now)) {
            return;
        }
        Verified who = session.present();
        if (who.id().isAnonymous()) {
            session.send(new Notice.Revoked(
                    Rejection.LINK_EXPIRED.message(), Rejection.LINK_EXPIRED.name(), "link_expired"));
        } else {
            // The person is still there and comes back with a fresh token: others should not see a flicker.
            session.expectReturn();
            session.send(new Notice.TokenExpired(Rejection.TOKEN_EXPIRED.message(), Rejection.TOKEN_EXPIRED.name()));
        }
        session.end(LineEnd.DISMISSED);
    }
}
