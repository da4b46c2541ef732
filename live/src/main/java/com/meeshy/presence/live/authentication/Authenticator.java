package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.authentication.Rejected.Offered;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Identities;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import com.nimbusds.jwt.SignedJWT;
import java.time.InstantSource;

/// The one path from a credential to a participant, in two steps: a first look that never waits, and what is left
/// to be done then, which blocks on the store or on published keys.
///
/// A token decides alone when there is one: a bad token never falls through to the session.
public final class Authenticator {
    /// Session tokens are far shorter; larger texts are refused without a query.
    private static final int LONGEST_SESSION = 512;

    private final Tokens tokens;
    private final Identities identities;
    private final LiveMeter meter;
    private final InstantSource clock;

    /// @param meter counts every answer, for REST and Socket.IO alike
    public Authenticator(Tokens tokens, Identities identities, LiveMeter meter, InstantSource clock) {
        this.tokens = tokens;
        this.identities = identities;
        this.meter = meter;
        this.clock = clock;
    }

    /// Both steps at once; blocks, so from a virtual thread. Never throws for a bad credential, nor when the store
    /// is away: that is [Rejection#UNAVAILABLE].
    public Authentication authenticate(Credentials credentials) {
        return finish(look(credentials));
    }

    /// Costs microseconds and never blocks.
    FirstLook look(Credentials credentials) {
        String token = credentials.token();
        String session = credentials.session();
        if (token != null) {
            return switch (tokens.look(token)) {
                case TokenClaims.Disproven(Rejection reason) -> refused(reason, Offered.TOKEN);
                case TokenClaims.Proven proven -> new FirstLook.Proven(proven);
                case TokenClaims.Undecided(SignedJWT signed) -> new FirstLook.Published(signed);
            };
        }
        if (session == null) {
            return refused(Rejection.CREDENTIALS_MISSING, Offered.NOTHING);
        }
        return session.length() > LONGEST_SESSION
                ? refused(Rejection.SESSION_UNKNOWN, Offered.SESSION)
                : new FirstLook.Session(session);
    }

    /// Blocks as [#authenticate], unless it was refused at the first look.
    Authentication finish(FirstLook look) {
        Authentication answer = switch (look) {
            case FirstLook.Refused(Rejected rejected) -> rejected;
            case FirstLook.Proven(TokenClaims.Proven claims) -> account(claims);
            case FirstLook.Published(SignedJWT token) -> published(token);
            case FirstLook.Session(String session) -> guest(session);
        };
        switch (answer) {
            case Verified verified -> meter.verified();
            case Rejected rejected -> meter.rejected(rejected.reason().name());
        }
        return answer;
    }

    /// Whether the proof was revoked since it was accepted: for who takes a while to come in. Never blocks.
    public boolean isRevoked(Verified verified) {
        return tokens.areRevoked(verified);
    }

    private static FirstLook refused(Rejection reason, Offered offered) {
        return new FirstLook.Refused(new Rejected(reason, offered));
    }

    private Authentication published(SignedJWT token) {
        return switch (tokens.verifyPublished(token)) {
            case TokenClaims.Disproven(Rejection reason) -> new Rejected(reason, Offered.TOKEN);
            case TokenClaims.Proven proven -> account(proven);
            case TokenClaims.Undecided undecided -> new Rejected(Rejection.UNAVAILABLE, Offered.TOKEN);
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
