package com.meeshy.presence.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.server.config.AccessSettings;
import com.meeshy.presence.server.config.Secret;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PublishedKeysTest {
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("65a000000000000000000001").build();

    private RSAKey rsa;
    private ECKey ec;
    private HttpServer issuer;
    private Tokens tokens;
    private int fetches;

    @BeforeEach
    void publish() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        byte[] keys = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches++;
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        tokens = tokens(null);
    }

    @AfterEach
    void close() {
        issuer.stop(0);
    }

    private Tokens tokens(Secret secret) {
        URI url = URI.create("http://localhost:" + issuer.getAddress().getPort() + "/keys");
        return new Tokens(Signatures.of(new AccessSettings(secret, url, null)), () -> Instant.EPOCH);
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer) throws Exception {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), CLAIMS);
        token.sign(signer);
        return token.serialize();
    }

    @Test
    void tokens_signed_with_a_published_key_are_accepted() throws Exception {
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))))
                .isInstanceOf(TokenClaims.Proven.class);
        assertThat(tokens.verify(signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec))))
                .isInstanceOf(TokenClaims.Proven.class);
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void a_key_of_the_same_name_made_by_somebody_else_is_forged() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("r").generate();

        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(stranger))))
                .isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
    }

    @Test
    void the_public_key_is_no_hmac_secret() throws Exception {
        byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
        String confused = signed(JWSAlgorithm.HS256, "r", new MACSigner(publicKey));

        assertThat(tokens.verify(confused)).isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_ALGORITHM));
        assertThat(tokens(new Secret("0123456789abcdef0123456789abcdef")).verify(confused))
                .isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
    }

    @Test
    void an_issuer_that_is_away_is_worth_a_retry() throws Exception {
        String token = signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa));
        issuer.stop(0);

        assertThat(tokens.verify(token)).isEqualTo(new TokenClaims.Disproven(Rejection.UNAVAILABLE));
    }
}
