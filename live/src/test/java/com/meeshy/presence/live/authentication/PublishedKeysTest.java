package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeySourceException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published;

    @BeforeEach
    void publish() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        published = set(rsa.toPublicJWK().toJSONString(), ec.toPublicJWK().toJSONString());
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] keys = published.getBytes(StandardCharsets.UTF_8);
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

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private Tokens tokens(Secret secret) {
        URI url = URI.create("http://localhost:" + issuer.getAddress().getPort() + "/keys");
        return new Tokens(Signatures.of(secret, url), () -> Instant.EPOCH);
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
        assertThat(fetches).hasValue(1);
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

    @Test
    void a_key_id_that_the_issuer_does_not_publish_is_final() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("nobody").generate();
        String token = signed(JWSAlgorithm.RS256, "nobody", new RSASSASigner(stranger));

        assertThat(tokens.verify(token))
                .as("nothing was held: the set just fetched says it")
                .isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
        assertThat(fetches).hasValue(1);
        for (int i = 0; i < 2; i++) {
            assertThat(tokens.verify(token)).isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
        }
    }

    @Test
    void strangers_who_make_up_key_ids_do_not_keep_a_new_key_from_its_first_use() throws Exception {
        long started = System.nanoTime();
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))))
                .isInstanceOf(TokenClaims.Proven.class);
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("x").generate();
        RSAKey rotated = new RSAKeyGenerator(2048).keyID("new").generate();
        String ofRotated = signed(JWSAlgorithm.RS256, "new", new RSASSASigner(rotated));
        try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenClaims>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String madeUp = signed(JWSAlgorithm.RS256, "made-up-" + i, new RSASSASigner(stranger));
                answers.add(strangers.submit((Callable<TokenClaims>) () -> tokens.verify(madeUp)));
            }
            Thread.sleep(100);
            published = set(rotated.toPublicJWK().toJSONString());

            long begun = System.nanoTime();
            TokenClaims first = tokens.verify(ofRotated);
            while (first instanceof TokenClaims.Disproven(Rejection reason) && reason.isWorthRetrying()) {
                Thread.sleep(200);
                first = tokens.verify(ofRotated);
            }
            assertThat(first).as("never refused for good").isInstanceOf(TokenClaims.Proven.class);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun))
                    .isLessThan(5);
            for (Future<TokenClaims> answer : answers) {
                assertThat(answer.get())
                        .isIn(
                                new TokenClaims.Disproven(Rejection.TOKEN_FORGED),
                                new TokenClaims.Disproven(Rejection.UNAVAILABLE));
            }
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        assertThat((long) fetches.get()).as("one each two seconds").isLessThanOrEqualTo(seconds / 2 + 2);
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))))
                .as("the key that was withdrawn")
                .isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
    }

    @Test
    void a_key_without_a_name_is_found_when_it_was_published_since() throws Exception {
        RSAKey nameless = new RSAKeyGenerator(2048).generate();
        assertThat(tokens.verify(signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec))))
                .isInstanceOf(TokenClaims.Proven.class);
        published = set(nameless.toPublicJWK().toJSONString());

        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, null, new RSASSASigner(nameless))))
                .isInstanceOf(TokenClaims.Proven.class);
    }

    @Test
    void one_odd_key_in_the_set_is_left_out_and_the_others_count() throws Exception {
        published = set(
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"kid\":\"pq\",\"pub\":\"AA\"}",
                "{\"kty\":\"RSA\",\"kid\":\"broken\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-999\",\"kid\":\"curve\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"oct\",\"kid\":\"r\",\"k\":\"AAAA\"}",
                "17",
                "null",
                "{}",
                rsa.toPublicJWK().toJSONString());

        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))))
                .isInstanceOf(TokenClaims.Proven.class);
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "broken", new RSASSASigner(rsa))))
                .isEqualTo(new TokenClaims.Disproven(Rejection.TOKEN_FORGED));
    }

    @Test
    void a_set_that_is_held_goes_on_working_while_the_issuer_is_away() throws Exception {
        String token = signed(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa));
        assertThat(tokens.verify(token)).isInstanceOf(TokenClaims.Proven.class);
        issuer.stop(0);

        assertThat(tokens.verify(token)).isInstanceOf(TokenClaims.Proven.class);
        assertThat(tokens.verify(signed(JWSAlgorithm.RS256, "other", new RSASSASigner(rsa))))
                .as("whether it was published since cannot be said")
                .isEqualTo(new TokenClaims.Disproven(Rejection.UNAVAILABLE));
    }

    @Test
    void a_set_grown_old_is_renewed_behind_the_callers_and_kept_when_that_fails() throws Exception {
        AtomicLong now = new AtomicLong();
        List<Runnable> behind = new ArrayList<>();
        PublishedKeys keys = new PublishedKeys(
                () -> {
                    if (fetches.incrementAndGet() == 2) {
                        throw new KeySourceException("away");
                    }
                    return new JWKSet(fetches.get() == 1 ? rsa : ec);
                },
                behind::add,
                now::get);
        JWSHeader ofRsa = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r").build();
        assertThat(keys.held(ofRsa, keys.now())).hasSize(1);

        now.addAndGet(PublishedKeys.RENEWED_AFTER.toNanos() + 1);
        assertThat(keys.held(ofRsa, keys.now())).hasSize(1);
        assertThat(keys.held(ofRsa, keys.now())).hasSize(1);
        assertThat(behind).as("once").hasSize(1);
        behind.removeFirst().run();
        assertThat(keys.held(ofRsa, keys.now())).as("the fetch failed").hasSize(1);

        now.addAndGet(TimeUnit.SECONDS.toNanos(11));
        assertThat(keys.held(ofRsa, keys.now())).hasSize(1);
        behind.removeFirst().run();
        assertThat(keys.held(ofRsa, keys.now())).as("withdrawn").isEmpty();
        assertThat(fetches).hasValue(3);
    }
}
