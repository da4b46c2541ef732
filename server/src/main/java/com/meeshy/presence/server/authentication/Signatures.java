package com.meeshy.presence.server.authentication;

import com.meeshy.presence.server.config.AccessSettings;
import com.meeshy.presence.server.config.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signatures accepted here: HS256 with the secret, RS256 and ES256 with published keys. Nothing else.
public final class Signatures {
    private static final int SHORTEST_KEY = 32;
    private static final Set<JWSAlgorithm> PUBLISHED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int FETCH_TIMEOUT_MS = 3_000;
    private static final int FETCH_LIMIT_BYTES = 512 * 1024;
    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(4);

    private final byte @Nullable [] secret;
    private final @Nullable JWSVerifier secretVerifier;
    private final @Nullable JWSKeySelector<SecurityContext> publishedKeys;

    private Signatures(@Nullable Secret secret, @Nullable JWKSource<SecurityContext> published) {
        this.secret = secret == null ? null : padded(secret.bytes());
        this.secretVerifier = this.secret == null ? null : verifier(this.secret);
        this.publishedKeys = published == null ? null : new JWSVerificationKeySelector<>(PUBLISHED, published);
    }

    /// Nothing is fetched before the first token that needs it.
    public static Signatures of(AccessSettings access) {
        URI jwks = access.jwksUrl();
        return new Signatures(access.jwtSecret(), jwks == null ? null : published(jwks));
    }

    /// Whether only a published key can tell.
    boolean needsPublishedKey(SignedJWT token) {
        return publishedKeys != null && PUBLISHED.contains(token.getHeader().getAlgorithm());
    }

    /// Why the secret does not accept the signature, or null when it does. Never blocks.
    @Nullable
    Rejection checkWithSecret(SignedJWT token) {
        if (secretVerifier == null
                || !JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())) {
            return Rejection.TOKEN_ALGORITHM;
        }
        try {
            return token.verify(secretVerifier) ? null : Rejection.TOKEN_FORGED;
        } catch (JOSEException | IllegalStateException e) {
            return Rejection.TOKEN_FORGED;
        }
    }

    /// Why no published key accepts the signature, or null when one does. May block while keys are fetched.
    @Nullable
    Rejection checkPublished(SignedJWT token) {
        if (publishedKeys == null) {
            return Rejection.TOKEN_ALGORITHM;
        }
        try {
            return matchesPublishedKey(token, publishedKeys) ? null : Rejection.TOKEN_FORGED;
        } catch (KeySourceException e) {
            return Rejection.UNAVAILABLE;
        } catch (JOSEException | IllegalStateException e) {
            return Rejection.TOKEN_FORGED;
        }
    }

    byte[] secretKey() {
        if (secret == null) {
            throw new IllegalStateException("tokens can only be made with JWT_SECRET, which is not set");
        }
        return secret;
    }

    private static boolean matchesPublishedKey(SignedJWT token, JWSKeySelector<SecurityContext> keys)
            throws JOSEException {
        for (Key key : keys.selectJWSKeys(token.getHeader(), null)) {
            JWSVerifier verifier = new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key);
            if (token.verify(verifier)) {
                return true;
            }
        }
        return false;
    }

    /// HMAC fills a short key with zeros up to its block, so this changes no signature; it only passes the length check
    /// of the library. Short secrets are warned about at start (decision 0020).
    private static byte[] padded(byte[] secret) {
        return secret.length >= SHORTEST_KEY ? secret : Arrays.copyOf(secret, SHORTEST_KEY);
    }

    private static JWSVerifier verifier(byte[] secret) {
        try {
            return new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalStateException("JWT_SECRET cannot be used as a key", e);
        }
    }

    /// Cached, fetched again for an unknown key id at a limited rate, and kept through an outage of the issuer.
    private static JWKSource<SecurityContext> published(URI url) {
        try {
            return JWKSourceBuilder.create(
                            url.toURL(),
                            new DefaultResourceRetriever(FETCH_TIMEOUT_MS, FETCH_TIMEOUT_MS, FETCH_LIMIT_BYTES))
                    .retrying(true)
                    .outageTolerant(OUTAGE_TOLERANCE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("JWT_JWKS_URL was validated before", e);
        }
    }
}
