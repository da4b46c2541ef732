package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.identity.ObjectId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Verifies and makes JWTs. The algorithm of a token chooses nothing but among the [Signatures] accepted here; each of
/// those has its own kind of key, so a public key can never be taken for a secret.
public final class Tokens {
    /// Larger texts are refused unread.
    private static final int LONGEST_TOKEN = 8192;

    /// How far the clock of who made the token may be ahead of ours. `exp` gets no such grace.
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final Signatures signatures;
    private final Revocations revocations;
    private final InstantSource clock;

    public Tokens(Signatures signatures, Revocations revocations, InstantSource clock) {
        this.signatures = signatures;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// Without revocations.
    public Tokens(Signatures signatures, InstantSource clock) {
        this(signatures, new Revocations(), clock);
    }

    /// A token for this user, signed with the secret.
    ///
    /// @throws IllegalStateException when there is no secret, only published keys
    public String issue(ObjectId userId, String username, Duration lifetime) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(userId.toString())
                .claim("userId", userId.toString())
                .claim("username", username)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(signatures.secretKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return token.serialize();
    }

    /// Whether the token that somebody came with is revoked by now.
    boolean areRevoked(Verified verified) {
        return revocations.cover(verified);
    }

    /// Proves or disproves. May block while published keys are fetched, and only then.
    TokenClaims verify(String text) {
        TokenClaims look = look(text);
        return look instanceof TokenClaims.Undecided(SignedJWT token) ? verifyPublished(token) : look;
    }

    /// Proves or disproves what can be with the secret alone. Costs microseconds and never blocks.
    TokenClaims look(String text) {
        if (text.length() > LONGEST_TOKEN) {
            return new TokenClaims.Disproven(Rejection.TOKEN_MALFORMED);
        }
        try {
            JWT token = JWTParser.parse(text);
            if (!(token instanceof SignedJWT signed)) {
                return new TokenClaims.Disproven(Rejection.TOKEN_ALGORITHM);
            }
            return signatures.needsPublishedKey(signed)
                    ? new TokenClaims.Undecided(signed)
                    : claims(signed, signatures.checkWithSecret(signed));
        } catch (ParseException | IllegalArgumentException e) {
            return new TokenClaims.Disproven(Rejection.TOKEN_MALFORMED);
        }
    }

    /// Proves with a published key. Blocks while keys are fetched.
    TokenClaims verifyPublished(SignedJWT token) {
        return claims(token, signatures.checkPublished(token));
    }

    private TokenClaims claims(SignedJWT token, @Nullable Rejection refused) {
        try {
            return refused == null ? ofNow(token.getJWTClaimsSet()) : new TokenClaims.Disproven(refused);
        } catch (ParseException | IllegalArgumentException e) {
            return new TokenClaims.Disproven(Rejection.TOKEN_MALFORMED);
        }
    }

    private TokenClaims ofNow(@Nullable JWTClaimsSet claims) {
        ObjectId userId = claims == null ? null : userId(claims);
        if (claims == null || userId == null) {
            return new TokenClaims.Disproven(Rejection.TOKEN_MALFORMED);
        }
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires != null && !expires.toInstant().isAfter(now)) {
            return new TokenClaims.Disproven(Rejection.TOKEN_EXPIRED);
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(CLOCK_SKEW))) {
            return new TokenClaims.Disproven(Rejection.TOKEN_NOT_YET_VALID);
        }
        Date issued = claims.getIssueTime();
        TokenMark mark = TokenMark.of(claims.getJWTID(), issued == null ? null : issued.toInstant());
        return revocations.cover(userId, mark)
                ? new TokenClaims.Disproven(Rejection.TOKEN_REVOKED)
                : new TokenClaims.Proven(userId, expires == null ? null : expires.toInstant(), mark);
    }

    private static @Nullable ObjectId userId(JWTClaimsSet claims) {
        Object userId = claims.getClaim("userId");
        if (userId == null) {
            return ObjectId.tryParse(claims.getSubject());
        }
        return userId instanceof String text ? ObjectId.tryParse(text) : null;
    }
}
