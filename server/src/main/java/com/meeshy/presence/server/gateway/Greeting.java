package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.server.authentication.Rejection;
import com.meeshy.presence.server.authentication.Verified;
import com.meeshy.presence.server.wire.Moments;
import java.time.InstantSource;

/// What a client hears at the door: `authenticated` with the server's time and the presence of others, or why it
/// may not come in.
public final class Greeting {
    /// The answer of SPEC §4 to every refused credential: it tells a stranger nothing.
    static final String REFUSAL =
            "Authentification requise. Veuillez fournir un Bearer token ou un x-session-token valide.";

    static final String TOO_MANY_CONNECTIONS = "TOO_MANY_CONNECTIONS";

    private final Snapshots snapshots;
    private final DigestBroadcaster digests;
    private final Payload.Thresholds thresholds;
    private final String version;
    private final InstantSource clock;

    /// @param version of this software
    public Greeting(
            StatusRule rule, String version, Snapshots snapshots, DigestBroadcaster digests, InstantSource clock) {
        this.snapshots = snapshots;
        this.digests = digests;
        this.thresholds = new Payload.Thresholds(
                rule.onlineThreshold().toMillis(), rule.awayThreshold().toMillis());
        this.version = version;
        this.clock = clock;
    }

    /// `authenticated`, for a session that is present.
    void welcome(Session session) {
        Verified who = session.present();
        session.connection()
                .emit(
                        ServerEvent.AUTHENTICATED,
                        new Payload.Authenticated(
                                true,
                                Payload.SelfUser.of(who.id(), who.language()),
                                Moments.text(clock.instant()),
                                version,
                                thresholds));
    }

    /// Everybody the newcomer sees, or what it has missed; then a digest tells whether that was all. Blocks on
    /// directory and store.
    void presence(Session session, Participant viewer) {
        if (snapshots.toNewcomer(session, viewer)) {
            digests.tell(session);
        }
    }

    /// `authenticated` with `success: false`, then `error` with the reason.
    void refuse(Session session, Rejection reason) {
        session.connection()
                .emit(
                        ServerEvent.AUTHENTICATED,
                        new Payload.NotAuthenticated(false, REFUSAL, reason.name(), reason.isWorthRetrying()));
        session.connection().emit(ServerEvent.ERROR, Payload.Problem.of(reason.message(), reason.name()));
    }

    /// The same for somebody who has too many connections already: nothing is wrong with the credential.
    void turnAway(Session session) {
        String sentence = "Too many connections of yours are open: close one, then come back.";
        session.connection()
                .emit(
                        ServerEvent.AUTHENTICATED,
                        new Payload.NotAuthenticated(false, sentence, TOO_MANY_CONNECTIONS, false));
        session.connection().emit(ServerEvent.ERROR, Payload.Problem.of(sentence, TOO_MANY_CONNECTIONS));
    }

    /// The session belongs to somebody else than the credential shown later.
    void refuseOther(Session session) {
        session.connection()
                .emit(
                        ServerEvent.ERROR,
                        Payload.Problem.of(
                                "This connection is signed in as somebody else: open a new one.",
                                "ALREADY_AUTHENTICATED"));
    }
}
