package com.meeshy.presence.live.view;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
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
    private final StatusRule rule;
    private final String version;
    private final InstantSource clock;

    /// @param version of this software
    public Greeting(
            StatusRule rule, String version, Snapshots snapshots, DigestBroadcaster digests, InstantSource clock) {
        this.snapshots = snapshots;
        this.digests = digests;
        this.rule = rule;
        this.version = version;
        this.clock = clock;
    }

    /// `authenticated`, for a session that is present.
    public void welcome(Session session) {
        Verified who = session.present();
        session.send(new Notice.Welcome(who.id(), who.language(), clock.instant(), version, rule));
    }

    /// Everybody the newcomer sees, or what it has missed; then a digest tells whether that was all. Blocks on
    /// directory and store.
    public void presence(Session session, Participant viewer) {
        if (snapshots.toNewcomer(session, viewer)) {
            digests.tell(session);
        }
    }

    /// `authenticated` with `success: false`, then `error` with the reason.
    public void refuse(Session session, Rejection reason) {
        session.send(new Notice.NotWelcome(REFUSAL, reason.name(), reason.isWorthRetrying()));
        session.send(new Notice.Problem(reason.message(), reason.name()));
    }

    /// The same for somebody who has too many connections already: nothing is wrong with the credential.
    public void turnAway(Session session) {
        String sentence = "Too many connections of yours are open: close one, then come back.";
        session.send(new Notice.NotWelcome(sentence, TOO_MANY_CONNECTIONS, false));
        session.send(new Notice.Problem(sentence, TOO_MANY_CONNECTIONS));
    }

    /// The session belongs to somebody else than the credential shown later.
    public void refuseOther(Session session) {
        session.send(new Notice.Problem(
                "This connection is signed in as somebody else: open a new one.", "ALREADY_AUTHENTICATED"));
    }
}
