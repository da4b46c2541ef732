package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.server.authentication.Rejection;
import com.meeshy.presence.server.authentication.Verified;
import com.meeshy.presence.server.wire.Moments;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client hears at the door: `authenticated` with the server's time, the snapshot of everybody it may
/// see, or why it may not come in.
public final class Greeting {
    /// The answer of SPEC §4 to every refused credential: it tells a stranger nothing.
    static final String REFUSAL =
            "Authentification requise. Veuillez fournir un Bearer token ou un x-session-token valide.";

    /// Entries in one page: about 30 KB.
    private static final int PAGE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

    private final PresenceReader reader;
    private final Payload.Thresholds thresholds;
    private final String version;
    private final InstantSource clock;

    /// @param version of this software
    public Greeting(PresenceReader reader, StatusRule rule, String version, InstantSource clock) {
        this.reader = reader;
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

    /// `presence:snapshot` of everybody the participant sees, in pages. Blocks on directory and store.
    void snapshot(Session session, Participant viewer) {
        try {
            List<PresenceView> visible = reader.visibleTo(viewer);
            int pages = Math.max(1, (visible.size() + PAGE - 1) / PAGE);
            for (int page = 1; page <= pages; page++) {
                List<Payload.UserStatus> users = new ArrayList<>(PAGE);
                for (PresenceView view : visible.subList((page - 1) * PAGE, Math.min(page * PAGE, visible.size()))) {
                    users.add(Payload.UserStatus.of(view));
                }
                session.connection()
                        .emit(
                                ServerEvent.PRESENCE_SNAPSHOT,
                                new Payload.Snapshot(users, Moments.text(clock.instant()), page, pages));
            }
        } catch (StoreException e) {
            LOG.warn("Snapshot failed, the store is away: participant={}", viewer.id(), e);
            session.connection()
                    .emit(
                            ServerEvent.ERROR,
                            Payload.Problem.of(
                                    "The presence of others cannot be read at the moment; reconnect to try again.",
                                    "SNAPSHOT_UNAVAILABLE"));
        }
    }

    /// `authenticated` with `success: false`, then `error` with the reason.
    void refuse(Session session, Rejection reason) {
        session.connection()
                .emit(ServerEvent.AUTHENTICATED, new Payload.NotAuthenticated(false, REFUSAL, reason.name()));
        session.connection().emit(ServerEvent.ERROR, Payload.Problem.of(reason.message(), reason.name()));
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

    /// Too many tries from one address.
    void refuseTooMany(Session session) {
        session.connection()
                .emit(ServerEvent.AUTHENTICATED, new Payload.NotAuthenticated(false, REFUSAL, "RATE_LIMITED"));
        session.connection()
                .emit(
                        ServerEvent.ERROR,
                        Payload.Problem.of(
                                "Too many tries to authenticate from this address: wait a minute.", "RATE_LIMITED"));
    }
}
