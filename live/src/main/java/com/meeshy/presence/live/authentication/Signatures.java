package com.meeshy.presence.live.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signatures accepted here: HS256 with the secret, RS256 and ES256 with published keys. Nothing else.
public final class Signatures {
    private static final int SHORTEST_KEY = 32;
    private static final Set<JWSAlgorithm> PUBLISHED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final byte @Nullable [] secret;
    private final @Nullable JWSVerifier secretVerifier;
    private final @Nullable PublishedKeys publishedKeys;

    private Signatures(@Nullable Secret secret, @Nullable PublishedKeys published) {
        this.secret = secret == null ? null : padded(secret.bytes());
        this.secretVerifier = this.secret == null ? null : verifier(this.secret);
        this.publishedKeys = published;
    }

    /// Nothing is fetched before the first token that needs it.
    ///
    /// @param secret null: only published keys count
    /// @param jwks where keys are published; null: only the secret counts
    public static Signatures of(@Nullable Secret secret, @Nullable URI jwks) {
        return new Signatures(
                secret,
                jwks == null
                        ? null
                        : new PublishedKeys(new KeySetAddress(jwks), Thread::startVirtualThread, System::nanoTime));
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
        } catch (IllegalStateException e) {
            return Rejection.TOKEN_FORGED;
        }
    }

    byte[] secretKey() {
        if (secret == null) {
            throw new IllegalStateException("tokens can only be made with JWT_SECRET, which is not set");
        }
        return secret;
    }

    /// A token that no held key has signed may be signed by one that was published since. One that names a key that
    /// is held is signed by that key or by nobody.
    private static boolean matchesPublishedKey(SignedJWT token, PublishedKeys keys) throws KeySourceException {
        JWSHeader header = token.getHeader();
        long came = keys.now();
        List<JWK> held = keys.held(header, came);
        if (isSignedByOneOf(held, token)) {
            return true;
        }
        boolean named = header.getKeyID() != null && !held.isEmpty();
        return !named && isSignedByOneOf(keys.fresh(header, came), token);
    }

    private static boolean isSignedByOneOf(List<JWK> keys, SignedJWT token) {
        for (JWK key : keys) {
            try {
                JWSVerifier verifier = new DefaultJWSVerifierFactory()
                        .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
                if (token.verify(verifier)) {
                    return true;
                }
            } catch (JOSEException | RuntimeException e) {
                // A key that cannot be used is as good as none: the others count.
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
}
