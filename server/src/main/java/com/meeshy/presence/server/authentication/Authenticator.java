package com.meeshy.presence.server.authentication;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.server.authentication.Rejected.Offered;
import com.meeshy.presence.server.store.Account;
import com.meeshy.presence.server.store.Guest;
import com.meeshy.presence.server.store.Identities;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.time.InstantSource;

/// The one path from a credential to a participant. Blocks on the store: call it from a virtual thread.
///
/// A token decides alone when there is one: a bad token never falls through to the session.
public final class Authenticator {
    /// Session tokens are far shorter; larger texts are refused without a query.
    private static final int LONGEST_SESSION = 512;

    private final Tokens tokens;
    private final Identities identities;
    private final PresenceMetrics metrics;
    private final InstantSource clock;

    /// @param metrics counts every answer, for REST and Socket.IO alike
    public Authenticator(Tokens tokens, Identities identities, PresenceMetrics metrics, InstantSource clock) {
        this.tokens = tokens;
        this.identities = identities;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Never throws for a bad credential, nor when the store is away: that is [Rejection#UNAVAILABLE].
    public Authentication authenticate(Credentials credentials) {
        Authentication answer = check(credentials);
        switch (answer) {
            case Verified verified -> metrics.verified();
            case Rejected rejected -> metrics.rejected(rejected.reason().name());
        }
        return answer;
    }

    /// Whether the proof was revoked since it was accepted: for who takes a while to come in. Never blocks.
    public boolean isRevoked(Verified verified) {
        return tokens.areRevoked(verified);
    }

    private Authentication check(Credentials credentials) {
        String token = credentials.token();
        String session = credentials.session();
        if (token != null) {
            return user(token);
        }
        return session != null ? guest(session) : new Rejected(Rejection.CREDENTIALS_MISSING, Offered.NOTHING);
    }

    private Authentication user(String token) {
        return switch (tokens.verify(token)) {
            case TokenClaims.Disproven(Rejection reason) -> new Rejected(reason, Offered.TOKEN);
            case TokenClaims.Proven proven -> account(proven);
        };
    }

    private Authentication account(TokenClaims.Proven proven) {
        try {
            Account account = identities.account(proven.userId());
            if (account == null) {
                return new Rejected(Rejection.USER_UNKNOWN, Offered.TOKEN);
            }
            if (!account.active()) {
                return new Rejected(Rejection.USER_INACTIVE, Offered.TOKEN);
            }
            return new Verified(
                    account.participant(),
                    account.name(),
                    account.username(),
                    account.language(),
                    account.role(),
                    proven.expiresAt(),
                    proven.mark());
        } catch (StoreException e) {
            return new Rejected(Rejection.UNAVAILABLE, Offered.TOKEN);
        }
    }

    private Authentication guest(String session) {
        if (session.length() > LONGEST_SESSION) {
            return new Rejected(Rejection.SESSION_UNKNOWN, Offered.SESSION);
        }
        try {
            Guest guest = identities.guestBySession(session);
            return guest == null ? new Rejected(Rejection.SESSION_UNKNOWN, Offered.SESSION) : admitted(guest);
        } catch (StoreException e) {
            return new Rejected(Rejection.UNAVAILABLE, Offered.SESSION);
        }
    }

    private Authentication admitted(Guest guest) {
        return switch (guest.admission(clock.instant())) {
            case ADMITTED ->
                new Verified(
                        guest.participant(),
                        guest.name(),
                        guest.username(),
                        guest.language(),
                        Verified.GUEST_ROLE,
                        guest.linkExpiresAt());
            case CLOSED -> new Rejected(Rejection.SESSION_CLOSED, Offered.SESSION);
            case INACTIVE_LINK -> new Rejected(Rejection.LINK_INACTIVE, Offered.SESSION);
            case EXPIRED_LINK -> new Rejected(Rejection.LINK_EXPIRED, Offered.SESSION);
        };
    }
}
