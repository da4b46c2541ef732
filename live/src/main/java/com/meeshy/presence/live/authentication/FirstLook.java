package com.meeshy.presence.live.authentication;

import com.nimbusds.jwt.SignedJWT;

/// What a credential is worth before anything is waited for: refused, or how it goes on.
sealed interface FirstLook {
    /// It is refused, whatever the store says.
    record Refused(Rejected rejected) implements FirstLook {}

    /// Signed with our secret: it belongs, or belonged, to somebody, whose account is to be read.
    record Proven(TokenClaims.Proven claims) implements FirstLook {}

    /// Anybody can send it: its signature is to be checked with a published key, which costs far more.
    record Published(SignedJWT token) implements FirstLook {}

    /// Anybody can send it: the store must say whose it is.
    record Session(String token) implements FirstLook {}
}
