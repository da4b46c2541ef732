package com.meeshy.presence.server.wiring;

import static com.meeshy.presence.server.wiring.GatewayBed.ALICE;
import static com.meeshy.presence.server.wiring.GatewayBed.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.RevokedTokens;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A token that is taken back ends at once, everywhere, and for good.
@NullUnmarked
class TokenRevocationTest {
    private static final String REVOKE = "/api/admin/tokens/revoke";
    private static final String ME = "/api/users/me";

    @TempDir
    Path folder;

    private static String token(String user, String id, Instant issuedAt) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(user)
                        .jwtID(id)
                        .issueTime(issuedAt == null ? null : Date.from(issuedAt))
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                        .build());
        token.sign(new MACSigner(GatewayBed.SECRET));
        return token.serialize();
    }

    private static void assertRevoked(BareClient client) {
        await().untilAsserted(() -> assertThat(client.all("auth:session-revoked"))
                .singleElement()
                .satisfies(payload -> {
                    assertThat(payload.path("code").asText()).isEqualTo("TOKEN_REVOKED");
                    assertThat(payload.path("reason").asText()).isEqualTo("token_revoked");
                }));
    }

    private static void assertRefused(GatewayBed bed, String token) throws Exception {
        HttpResponse<String> refused = bed.getWith(token, ME);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"error\":\"Invalid JWT token\",\"code\":\"AUTH_FAILED\"}");
        assertThat(refused.headers().firstValue("www-authenticate").orElse(""))
                .contains("error_description=\"TOKEN_REVOKED\"");
        BareClient again = bed.withToken(token);
        await().untilAsserted(() -> assertThat(again.all("authenticated"))
                .singleElement()
                .satisfies(payload -> {
                    assertThat(payload.path("success").booleanValue()).isFalse();
                    assertThat(payload.path("code").asText()).isEqualTo("TOKEN_REVOKED");
                }));
    }

    private static BareClient signedIn(GatewayBed bed, String token) {
        BareClient client = bed.withToken(token);
        await().untilAsserted(() -> assertThat(client.all("authenticated"))
                .singleElement()
                .satisfies(payload ->
                        assertThat(payload.path("success").booleanValue()).isTrue()));
        return client;
    }

    @Test
    void one_token_ends_and_the_others_of_its_user_go_on() throws Exception {
        String taken = token(ALICE, "stolen", Instant.now());
        String kept = token(ALICE, "kept", Instant.now());
        try (GatewayBed bed = new GatewayBed(folder)) {
            BareClient thief = signedIn(bed, taken);
            BareClient owner = signedIn(bed, kept);

            HttpResponse<String> answer = bed.post(REVOKE, "{\"jti\":\"stolen\"}");

            assertThat(answer.body())
                    .isEqualTo("{\"success\":true,\"data\":{\"jti\":\"stolen\",\"userId\":null,\"before\":null,"
                            + "\"connectionsClosed\":1,\"stored\":true}}");
            assertRevoked(thief);
            assertRefused(bed, taken);
            assertThat(bed.getWith(kept, ME).statusCode()).isEqualTo(200);
            assertThat(owner.all("auth:session-revoked")).isEmpty();
        }
        try (GatewayBed restarted = new GatewayBed(folder)) {
            assertRefused(restarted, taken);
            assertThat(restarted.getWith(kept, ME).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_tokens_of_a_user_end_that_were_issued_before_or_do_not_say_when() throws Exception {
        Instant moment = Instant.now().minusSeconds(100);
        String early = token(ALICE, "a", moment.minusSeconds(10));
        String undated = token(ALICE, null, null);
        String later = token(ALICE, null, moment.plusSeconds(10));
        String ofBob = token(BOB, "a", moment.minusSeconds(10));
        try (GatewayBed bed = new GatewayBed(folder)) {
            BareClient first = signedIn(bed, early);
            BareClient second = signedIn(bed, undated);
            BareClient third = signedIn(bed, later);

            HttpResponse<String> answer =
                    bed.post(REVOKE, "{\"userId\":\"" + ALICE + "\",\"before\":\"" + moment + "\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"connectionsClosed\":2");
            assertRevoked(first);
            assertRevoked(second);
            assertRefused(bed, early);
            assertRefused(bed, undated);
            assertThat(bed.getWith(later, ME).statusCode()).isEqualTo(200);
            assertThat(bed.getWith(ofBob, ME).statusCode()).isEqualTo(200);
            assertThat(third.all("auth:session-revoked")).isEmpty();

            assertThat(bed.post(REVOKE, "{\"userId\":\"" + ALICE + "\"}").statusCode())
                    .isEqualTo(200);
            assertRevoked(third);
            assertRefused(bed, later);
            assertThat(bed.getWith(token(ALICE, null, Instant.now().plusSeconds(2)), ME)
                            .statusCode())
                    .as("issued afterwards")
                    .isEqualTo(200);
        }
    }

    @Test
    void it_works_while_the_store_is_away_and_is_written_when_it_is_back() throws Exception {
        String taken = token(ALICE, "stolen", Instant.now());
        try (GatewayBed bed = new GatewayBed(folder)) {
            BareClient thief = signedIn(bed, taken);
            RevokedTokens stored = bed.line.storage().revokedTokens();
            bed.line.cut();

            assertThat(bed.post(REVOKE, "{\"jti\":\"stolen\"}").body())
                    .contains("\"connectionsClosed\":1,\"stored\":false");

            assertRevoked(thief);
            assertRefused(bed, taken);
            bed.line.mend();
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(stored.all()).hasSize(1));
        }
    }

    @Test
    void what_another_process_has_revoked_is_seen_with_the_directory() throws Exception {
        String taken = token(ALICE, "stolen", Instant.now());
        try (GatewayBed bed = new GatewayBed(folder, "DIRECTORY_CHECK", "200ms")) {
            BareClient thief = signedIn(bed, taken);

            bed.line
                    .storage()
                    .revokedTokens()
                    .add(new com.meeshy.presence.storage.model.Revocation.OfToken("stolen", null));

            assertRevoked(thief);
            assertRefused(bed, taken);
        }
    }
}
