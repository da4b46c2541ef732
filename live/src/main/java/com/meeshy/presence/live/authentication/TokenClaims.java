package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.identity.ObjectId;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a token says, or why it is not believed.
sealed interface TokenClaims {
    /// The signature is right and the token is of now.
    record Proven(ObjectId userId, @Nullable Instant expiresAt, TokenMark mark) implements TokenClaims {}

    record Disproven(Rejection reason) implements TokenClaims {}

    /// Signed in a way that only a published key can prove: see [Tokens#verifyPublished].
    record Undecided(SignedJWT token) implements TokenClaims {}
}
