package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.port.HeardMeter;
import com.meeshy.presence.storage.Identities;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class AuthenticatorTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ALICE = "65a000000000000000000001";
    private static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    private final People people = new People();
    private final HeardMeter meter = new HeardMeter();
    private Instant now = START;
    private Tokens tokens;
    private Authenticator authenticator;

    @BeforeEach
    void setUp() {
        tokens = new Tokens(Signatures.of(new Secret(SECRET), null), () -> now);
        authenticator = new Authenticator(tokens, Identities.of(people, people), meter, () -> now);
        people.user(ALICE, "alice", true);
    }

    private Authentication withToken(String token) {
        return authenticator.authenticate(new Credentials(token, null));
    }

    private Authentication withSession(String session) {
        return authenticator.authenticate(new Credentials(null, session));
    }

    private static void assertRejected(Authentication answer, Rejection reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().claim("userId", ALICE).expirationTime(Date.from(START.plusSeconds(3600)));
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String hs256(JWTClaimsSet claims) throws Exception {
        return signed(JWSAlgorithm.HS256, new MACSigner(SECRET), claims);
    }

    @Test
    void every_answer_is_counted() {
        withToken(tokens.issue(ObjectId.parse(ALICE), "alice", Duration.ofHours(1)));
        withToken("nonsense");
        withSession("anon_nobody");
        withSession("anon_nobody");

        assertThat(meter.heard)
                .containsExactlyInAnyOrder("verified", "TOKEN_MALFORMED", "SESSION_UNKNOWN", "SESSION_UNKNOWN");
    }

    @Test
    void an_issued_token_names_its_user() {
        String token = tokens.issue(people.accounts.keySet().iterator().next(), "alice", Duration.ofHours(1));

        assertThat(withToken(token)).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.id().isAnonymous()).isFalse();
            assertThat(verified.id().text()).isEqualTo(ALICE);
            assertThat(verified.name()).isEqualTo("Alice Martin");
            assertThat(verified.username()).isEqualTo("alice");
            assertThat(verified.language()).isEqualTo("fr");
            assertThat(verified.expiresAt()).isEqualTo(START.plusSeconds(3600));
        });
    }

    @Test
    void sub_stands_in_for_userId_and_a_token_may_have_no_end() throws Exception {
        JWTClaimsSet endless = new JWTClaimsSet.Builder().subject(ALICE).build();

        assertThat(withToken(hs256(endless)))
                .isInstanceOfSatisfying(
                        Verified.class, it -> assertThat(it.expiresAt()).isNull());
    }

    @Test
    void a_token_signed_with_another_secret_is_forged_and_costs_no_query() throws Exception {
        String forged = signed(JWSAlgorithm.HS256, new MACSigner("x".repeat(32)), claims().build());

        assertRejected(withToken(forged), Rejection.TOKEN_FORGED);
        assertThat(people.lookups).isZero();
    }

    @Test
    void changed_claims_are_forged_and_a_missing_signature_is_no_token() throws Exception {
        String[] parts = hs256(claims().build()).split("\\.", -1);
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"userId\":\"65a000000000000000000002\"}".getBytes(StandardCharsets.UTF_8));

        assertRejected(withToken(parts[0] + "." + other + "." + parts[2]), Rejection.TOKEN_FORGED);
        assertRejected(withToken(parts[0] + "." + parts[1] + "."), Rejection.TOKEN_MALFORMED);
    }

    @Test
    void no_other_algorithm_is_accepted() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);

        assertRejected(withToken(new PlainJWT(claims().build()).serialize()), Rejection.TOKEN_ALGORITHM);
        assertRejected(
                withToken(signed(JWSAlgorithm.HS512, new MACSigner(SECRET.repeat(2)), claims().build())),
                Rejection.TOKEN_ALGORITHM);
        assertRejected(
                withToken(signed(
                        JWSAlgorithm.RS256,
                        new RSASSASigner(rsa.generateKeyPair().getPrivate()),
                        claims().build())),
                Rejection.TOKEN_ALGORITHM);
        assertThat(people.lookups).isZero();
    }

    @Test
    void an_expired_token_is_refused_from_its_very_moment() throws Exception {
        String token = hs256(claims().build());

        now = START.plusSeconds(3599);
        assertThat(withToken(token)).isInstanceOf(Verified.class);
        now = START.plusSeconds(3600);
        assertRejected(withToken(token), Rejection.TOKEN_EXPIRED);
    }

    @Test
    void a_token_of_the_future_waits() throws Exception {
        assertRejected(
                withToken(hs256(claims().notBeforeTime(Date.from(START.plusSeconds(120)))
                        .build())),
                Rejection.TOKEN_NOT_YET_VALID);
        assertThat(withToken(hs256(
                        claims().notBeforeTime(Date.from(START.plusSeconds(30))).build())))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b.c",
                "..",
                "eyJhbGciOiJIUzI1NiJ9..",
                "eyJhbGciOiJub25lIn0.e30.",
                "\u0000\u0001",
                "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYiJdfQ.e30.c2ln"
            })
    void rubbish_is_refused_without_a_query(String rubbish) {
        assertThat(withToken(rubbish)).isInstanceOf(Rejected.class);
        assertThat(people.lookups).isZero();
    }

    @Test
    void a_huge_token_is_refused_unread() {
        assertRejected(withToken("e".repeat(1_000_000)), Rejection.TOKEN_MALFORMED);
        assertRejected(withSession("s".repeat(1_000_000)), Rejection.SESSION_UNKNOWN);
        assertThat(people.lookups).isZero();
    }

    @Test
    void claims_that_make_no_sense_are_malformed() throws Exception {
        assertRejected(
                withToken(hs256(new JWTClaimsSet.Builder().claim("userId", 5).build())), Rejection.TOKEN_MALFORMED);
        assertRejected(
                withToken(hs256(new JWTClaimsSet.Builder().subject("alice").build())), Rejection.TOKEN_MALFORMED);
        assertRejected(
                withToken(hs256(new JWTClaimsSet.Builder()
                        .claim("userId", ALICE)
                        .claim("exp", "tomorrow")
                        .build())),
                Rejection.TOKEN_MALFORMED);
    }

    @Test
    void the_user_must_exist_and_be_active() throws Exception {
        people.user("65a000000000000000000002", "bob", false);

        assertRejected(
                withToken(hs256(
                        claims().claim("userId", "65a000000000000000000002").build())),
                Rejection.USER_INACTIVE);
        assertRejected(
                withToken(hs256(
                        claims().claim("userId", "65a0000000000000000000ff").build())),
                Rejection.USER_UNKNOWN);
    }

    @Test
    void a_guest_comes_in_while_the_link_is_good() {
        people.guest("anon_1", true, true, START.plusSeconds(60));

        assertThat(withSession("anon_1")).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.id())
                    .isEqualTo(new ParticipantId(
                            verified.id().kind(), verified.id().value()));
            assertThat(verified.id().isAnonymous()).isTrue();
            assertThat(verified.isAdmin()).isFalse();
            assertThat(verified.expiresAt()).isEqualTo(START.plusSeconds(60));
        });

        now = START.plusSeconds(60);
        assertRejected(withSession("anon_1"), Rejection.LINK_EXPIRED);
    }

    @Test
    void a_guest_who_left_or_whose_link_was_closed_stays_out() {
        people.guest("anon_1", false, true, null);
        assertRejected(withSession("anon_1"), Rejection.SESSION_CLOSED);
        people.guest("anon_1", true, false, null);
        assertRejected(withSession("anon_1"), Rejection.LINK_INACTIVE);
        assertRejected(withSession("anon_2"), Rejection.SESSION_UNKNOWN);
    }

    @Test
    void a_bad_token_never_falls_through_to_a_good_session() {
        people.guest("anon_1", true, true, null);

        assertRejected(authenticator.authenticate(new Credentials("bad", "anon_1")), Rejection.TOKEN_MALFORMED);
        assertRejected(authenticator.authenticate(new Credentials(null, null)), Rejection.CREDENTIALS_MISSING);
    }

    @Test
    void a_store_that_is_away_is_worth_a_retry() throws Exception {
        people.away = true;

        assertRejected(withToken(hs256(claims().build())), Rejection.UNAVAILABLE);
        assertRejected(withSession("anon_1"), Rejection.UNAVAILABLE);
        assertThat(Rejection.UNAVAILABLE.isWorthRetrying()).isTrue();
    }

    @Test
    void a_short_secret_makes_the_same_signatures_as_anywhere_else() {
        Tokens shortOnes = new Tokens(Signatures.of(new Secret("dev"), null), () -> now);
        // Made with openssl: HMAC-SHA256 with the key "dev".
        String header = "eyJhbGciOiJIUzI1NiJ9";
        String payload = "eyJ1c2VySWQiOiI2NWEwMDAwMDAwMDAwMDAwMDAwMDAwMDEifQ";
        String token = header + "." + payload + ".CbwcIbBDxhDMuCq08m_8NMc9asUPjhHqf4OI0J8KlA0";

        assertThat(shortOnes.verify(token)).isInstanceOf(TokenClaims.Proven.class);
    }
}
