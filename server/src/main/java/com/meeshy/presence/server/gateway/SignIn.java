package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.Credentials;
import com.meeshy.presence.server.authentication.Rejected;
import com.meeshy.presence.server.authentication.Rejection;
import com.meeshy.presence.server.authentication.Verified;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in (SPEC §3.1): verify, load, join, register, announce on an edge, `authenticated`, snapshot. Runs
/// on virtual threads; what touches the session goes to its event loop.
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Authenticator authenticator;
    private final ParticipantLoader loader;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final Departures departures;
    private final Greeting greeting;
    private final Executor virtualThreads;

    public SignIn(
            Authenticator authenticator,
            ParticipantLoader loader,
            Tracker tracker,
            LiveSessions sessions,
            Departures departures,
            Greeting greeting,
            Executor virtualThreads) {
        this.authenticator = authenticator;
        this.loader = loader;
        this.tracker = tracker;
        this.sessions = sessions;
        this.departures = departures;
        this.greeting = greeting;
        this.virtualThreads = virtualThreads;
    }

    /// Starts the sign-in of a session that awaits one. Event loop.
    ///
    /// @param whenPresent called on the event loop when the session is ready for events
    void begin(Session session, Credentials credentials, Consumer<Session> whenPresent) {
        session.enter(Session.Phase.SIGNING_IN);
        virtualThreads.execute(() -> run(session, credentials, whenPresent));
    }

    /// The client tries too often. Event loop.
    void refuseTooMany(Session session) {
        greeting.refuseTooMany(session);
    }

    /// A session that is present shows a credential again, as a rule with a later expiry. Event loop.
    void renew(Session session, Credentials credentials) {
        virtualThreads.execute(() -> {
            switch (authenticator.authenticate(credentials)) {
                case Rejected rejected -> greeting.refuse(session, rejected.reason());
                case Verified verified -> session.connection().execute(() -> renewed(session, verified));
            }
        });
    }

    private void renewed(Session session, Verified verified) {
        if (session.phase() != Session.Phase.PRESENT) {
            // It ended while the credential was checked: nobody would take its expiry back.
            return;
        }
        if (session.present().id().equals(verified.id())) {
            session.verified(verified);
            departures.watchExpiry(session);
            greeting.welcome(session);
        } else {
            greeting.refuseOther(session);
        }
    }

    private void run(Session session, Credentials credentials, Consumer<Session> whenPresent) {
        switch (authenticator.authenticate(credentials)) {
            case Rejected rejected -> refuse(session, rejected.reason(), whenPresent);
            case Verified verified -> letIn(session, verified, whenPresent);
        }
    }

    private void letIn(Session session, Verified verified, Consumer<Session> whenPresent) {
        ParticipantId id = verified.id();
        sessions.add(id, session);
        ReentrantLock lock = sessions.lockOf(id);
        lock.lock();
        try {
            Known known = loader.load(id);
            if (known == null) {
                giveUp(session, id, Rejection.USER_UNKNOWN, whenPresent);
                return;
            }
            session.connection().execute(() -> join(session, verified, known));
            tracker.connected(known, session.id()).join();
            session.connection().execute(() -> present(session, known.participant(), whenPresent));
        } catch (StoreException e) {
            LOG.warn("Sign-in failed, the store is away: participant={}", id, e);
            giveUp(session, id, Rejection.UNAVAILABLE, whenPresent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(session, id, Rejection.UNAVAILABLE, whenPresent);
        } finally {
            lock.unlock();
        }
    }

    private void join(Session session, Verified verified, Known known) {
        session.verified(verified);
        if (session.phase() == Session.Phase.SIGNING_IN) {
            departures.watchExpiry(session);
            session.follow(known.participant());
        }
    }

    /// The last step: from here on the end of the connection is told to the tracker by whoever hears of it.
    private void present(Session session, Participant participant, Consumer<Session> whenPresent) {
        if (session.phase() == Session.Phase.ENDED) {
            departures.leave(session, participant.id());
            return;
        }
        session.enter(Session.Phase.PRESENT);
        session.takeNextCredentials();
        greeting.welcome(session);
        virtualThreads.execute(() -> greeting.presence(session, participant));
        whenPresent.accept(session);
    }

    private void giveUp(Session session, ParticipantId id, Rejection reason, Consumer<Session> whenPresent) {
        sessions.remove(id, session);
        refuse(session, reason, whenPresent);
    }

    private void refuse(Session session, Rejection reason, Consumer<Session> whenPresent) {
        session.connection().execute(() -> {
            if (session.phase() != Session.Phase.SIGNING_IN) {
                return;
            }
            session.enter(Session.Phase.AWAITING_CREDENTIAL);
            session.tellToAuthenticate();
            greeting.refuse(session, reason);
            Credentials next = session.takeNextCredentials();
            if (next != null) {
                begin(session, next, whenPresent);
            }
        });
    }
}
