package com.meeshy.presence.live.session;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.authentication.ClientNetwork;
import com.meeshy.presence.live.authentication.Reception;
import com.meeshy.presence.live.authentication.Rejected;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.Attempt;
import com.meeshy.presence.live.line.LineEnd;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.view.Greeting;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in (SPEC §3.1): verify, load, join, register, announce on an edge, `authenticated`, snapshot. A
/// refusal is decided on the event loop where it can be; letting somebody in runs on virtual threads, and what
/// touches the session goes to its event loop.
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Reception reception;
    private final ConnectionQuota quota;
    private final Registration registration;
    private final Departures departures;
    private final Greeting greeting;
    private final LateEdits lateEdits;
    private final Executor virtualThreads;

    public SignIn(
            Reception reception,
            ConnectionQuota quota,
            Registration registration,
            Departures departures,
            Greeting greeting,
            LateEdits lateEdits,
            Executor virtualThreads) {
        this.reception = reception;
        this.quota = quota;
        this.registration = registration;
        this.departures = departures;
        this.greeting = greeting;
        this.lateEdits = lateEdits;
        this.virtualThreads = virtualThreads;
    }

    /// Starts the sign-in of a session that awaits one. Event loop.
    public void begin(Session session, Attempt attempt) {
        session.enter(Session.Phase.SIGNING_IN);
        long mark = lateEdits.mark();
        reception.authenticate(attempt.credentials(), network(session), answer -> {
            switch (answer) {
                case Rejected rejected -> {
                    judgeWrong(attempt, rejected);
                    refuse(session, rejected.reason());
                }
                case Verified verified -> letIn(session, attempt, verified, mark);
            }
        });
    }

    /// The client tries too often. Event loop.
    public void refuseTooMany(Session session) {
        greeting.refuse(session, Rejection.RATE_LIMITED);
    }

    /// A session that is present shows a credential again, as a rule with a later expiry. Event loop.
    public void renew(Session session, Attempt attempt) {
        long mark = lateEdits.mark();
        reception.authenticate(attempt.credentials(), network(session), answer -> {
            switch (answer) {
                case Rejected rejected -> {
                    judgeWrong(attempt, rejected);
                    greeting.refuse(session, rejected.reason());
                }
                case Verified verified -> {
                    session.execute(() -> renewed(session, verified));
                    lateEdits.known(verified.id(), mark);
                }
            }
        });
    }

    private static String network(Session session) {
        return ClientNetwork.of(session.line().address());
    }

    private static void judgeWrong(Attempt attempt, Rejected rejected) {
        if (!rejected.reason().isWorthRetrying()) {
            attempt.whenWrong().run();
        }
    }

    private void renewed(Session session, Verified verified) {
        if (session.phase() != Session.Phase.PRESENT) {
            // It ended while the credential was checked: nobody would take its expiry back.
            return;
        }
        if (session.present().id().equals(verified.id())) {
            session.verified(verified);
            if (reception.isRevoked(verified)) {
                departures.endRevoked(session);
                return;
            }
            departures.watchExpiry(session);
            greeting.welcome(session);
        } else {
            greeting.refuseOther(session);
        }
    }

    private void letIn(Session session, Attempt attempt, Verified verified, long mark) {
        try {
            if (!quota.admit(verified.id(), session)) {
                session.execute(() -> turnAway(session));
                return;
            }
            Participant participant = registration.register(session, verified);
            if (participant == null) {
                refuse(session, Rejection.USER_UNKNOWN);
            } else {
                lateEdits.known(participant.id(), mark);
                session.execute(() -> present(session, participant, attempt));
            }
        } catch (StoreException e) {
            LOG.warn("Sign-in failed, the store is away: session={}", session.id(), e);
            refuse(session, Rejection.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(session, Rejection.UNAVAILABLE);
        } catch (RuntimeException e) {
            LOG.error("Sign-in failed on a defect: session={}", session.id(), e);
            refuse(session, Rejection.UNAVAILABLE);
        }
    }

    /// The last step: from here on the end of the connection is told to the tracker by whoever hears of it.
    private void present(Session session, Participant participant, Attempt attempt) {
        if (session.phase() == Session.Phase.ENDED) {
            departures.leave(session, participant.id());
            return;
        }
        session.enter(Session.Phase.PRESENT);
        session.takeNextAttempt();
        if (reception.isRevoked(session.present())) {
            departures.endRevoked(session);
            return;
        }
        greeting.welcome(session);
        virtualThreads.execute(() -> greeting.presence(session, participant));
        attempt.whenPresent().run();
    }

    private void refuse(Session session, Rejection reason) {
        session.execute(() -> {
            if (session.phase() != Session.Phase.SIGNING_IN) {
                return;
            }
            session.enter(Session.Phase.AWAITING_CREDENTIAL);
            session.tellToAuthenticate();
            greeting.refuse(session, reason);
            Attempt next = session.takeNextAttempt();
            if (next != null) {
                begin(session, next);
            } else if (reason == Rejection.OVERLOADED) {
                // The client comes back by itself, after its usual random delay.
                session.end(LineEnd.COME_AGAIN);
            }
        });
    }

    /// A disconnect by the server is what makes clients not come back.
    private void turnAway(Session session) {
        if (session.phase() == Session.Phase.SIGNING_IN) {
            greeting.turnAway(session);
            session.end(LineEnd.DISMISSED);
        }
    }
}
