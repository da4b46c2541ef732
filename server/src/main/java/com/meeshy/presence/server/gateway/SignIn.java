package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.Credentials;
import com.meeshy.presence.server.authentication.Rejected;
import com.meeshy.presence.server.authentication.Rejection;
import com.meeshy.presence.server.authentication.Verified;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in (SPEC §3.1): verify, load, join, register, announce on an edge, `authenticated`, snapshot. Runs
/// on virtual threads; what touches the session goes to its event loop.
public final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Authenticator authenticator;
    private final Registration registration;
    private final Departures departures;
    private final Greeting greeting;
    private final Executor virtualThreads;

    public SignIn(
            Authenticator authenticator,
            Registration registration,
            Departures departures,
            Greeting greeting,
            Executor virtualThreads) {
        this.authenticator = authenticator;
        this.registration = registration;
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
            if (authenticator.isRevoked(verified)) {
                departures.endRevoked(session);
                return;
            }
            departures.watchExpiry(session);
            greeting.welcome(session);
        } else {
            greeting.refuseOther(session);
        }
    }

    private void run(Session session, Credentials credentials, Consumer<Session> whenPresent) {
        try {
            switch (authenticator.authenticate(credentials)) {
                case Rejected rejected -> refuse(session, rejected.reason(), whenPresent);
                case Verified verified -> letIn(session, verified, whenPresent);
            }
        } catch (StoreException e) {
            LOG.warn("Sign-in failed, the store is away: session={}", session.id(), e);
            refuse(session, Rejection.UNAVAILABLE, whenPresent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(session, Rejection.UNAVAILABLE, whenPresent);
        } catch (RuntimeException e) {
            LOG.error("Sign-in failed on a defect: session={}", session.id(), e);
            refuse(session, Rejection.UNAVAILABLE, whenPresent);
        }
    }

    private void letIn(Session session, Verified verified, Consumer<Session> whenPresent) throws InterruptedException {
        Participant participant = registration.register(session, verified);
        if (participant == null) {
            refuse(session, Rejection.USER_UNKNOWN, whenPresent);
        } else {
            session.connection().execute(() -> present(session, participant, whenPresent));
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
        if (authenticator.isRevoked(session.present())) {
            departures.endRevoked(session);
            return;
        }
        greeting.welcome(session);
        virtualThreads.execute(() -> greeting.presence(session, participant));
        whenPresent.accept(session);
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
