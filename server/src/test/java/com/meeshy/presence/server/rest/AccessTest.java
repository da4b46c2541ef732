package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ADMIN_KEY;
import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.CAROL;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static com.meeshy.presence.server.rest.RunningGateway.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class AccessTest {
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertFailure(Answer answer, int status, String body) {
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/json");
    }

    @Test
    void without_credentials_the_answer_has_its_historic_form() {
        Answer answer = gateway.get("/api/users/me");

        assertFailure(answer, 401, "{\"error\":\"Authentication required\",\"code\":\"AUTH_REQUIRED\"}");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_bad_token_is_refused_and_the_header_says_why() {
        String expired = gateway.token(ALICE);
        gateway.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
        String good = gateway.token(ALICE);
        int signature = good.lastIndexOf('.') + 5;
        String forged = good.substring(0, signature)
                + (good.charAt(signature) == 'A' ? 'B' : 'A')
                + good.substring(signature + 1);

        for (String[] each : new String[][] {
            {expired, "TOKEN_EXPIRED"},
            {forged, "TOKEN_FORGED"},
            {"rubbish", "TOKEN_MALFORMED"},
            {"eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOiI2NWEwMDAwMDAwMDAwMDAwMDAwMDAwMDEifQ.", "TOKEN_ALGORITHM"},
            {gateway.token(CAROL), "USER_INACTIVE"},
            {gateway.token("65a0000000000000000000ff"), "USER_UNKNOWN"},
        }) {
            Answer answer = gateway.get("/api/users/me", "Authorization", "Bearer " + each[0]);
            assertFailure(answer, 401, "{\"error\":\"Invalid JWT token\",\"code\":\"AUTH_FAILED\"}");
            assertThat(answer.header("www-authenticate")).contains("error_description=\"" + each[1] + "\"");
        }
        assertThat(gateway.touched).isEmpty();
    }

    @Test
    void a_bad_session_is_refused_and_a_good_one_lets_the_guest_in() {
        assertFailure(
                gateway.get("/api/users/me", "X-Session-Token", "anon_nobody"),
                401,
                "{\"error\":\"Invalid session token\",\"code\":\"AUTH_FAILED\"}");

        Answer answer = gateway.get("/api/users/me", "x-session-token", GUEST_SESSION);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("id").textValue()).isEqualTo(GUEST);
        assertThat(answer.data().path("isAnonymous").booleanValue()).isTrue();
        assertThat(answer.text()).doesNotContain(GUEST_SESSION);
    }

    @Test
    void a_bad_token_never_falls_through_to_a_good_session() {
        Answer answer = gateway.get("/api/users/me", "Authorization", "Bearer bad", "x-session-token", GUEST_SESSION);

        assertFailure(answer, 401, "{\"error\":\"Invalid JWT token\",\"code\":\"AUTH_FAILED\"}");
    }

    @Test
    void both_prefixes_lead_to_the_same_tree() {
        assertThat(gateway.getAs(ALICE, "/api/v1/users/me").text())
                .isEqualTo(gateway.getAs(ALICE, "/api/users/me").text());
        assertThat(gateway.get("/api/v1/users/me").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/users/me",
                "/api//users/me",
                "//api/users/me",
                "/api/./users/me",
                "/demo/../api/users/me",
                "/api/users/me/",
                "/api/users/me;x=1",
                "/API/users/me",
                "/api/v1/v1/users/me",
                "/health/../api/admin/status-metrics"
            })
    void no_spelling_of_a_path_gets_around_the_door(String path) {
        assertThat(gateway.get(path).status()).isBetween(400, 404).isNotEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/users/me",
        "GET,/api/users/status",
        "GET,/api/users/65a000000000000000000001",
        "GET,/api/users/presence?ids=65a000000000000000000001",
        "GET,/api/conversations",
        "GET,/api/conversations/team",
        "GET,/api/conversations/team/participants",
        "POST,/api/messages",
        "POST,/api/conversations/team/messages",
        "POST,/api/anonymous/leave",
        "GET,/api/stats",
        "GET,/api/maintenance/stats",
        "GET,/api/admin/maintenance/stats",
        "POST,/api/admin/maintenance/cleanup",
        "POST,/api/admin/maintenance/cleanup-zombies",
        "GET,/api/admin/status-metrics",
        "POST,/api/admin/status-metrics/reset",
        "POST,/api/admin/users/65a000000000000000000001/disconnect",
        "POST,/api/admin/import",
        "PUT,/api/admin/conversations/team/members/65a000000000000000000001",
        "DELETE,/api/admin/conversations/team/members/65a000000000000000000001",
        "PATCH,/api/admin/users/65a000000000000000000001"
    })
    void every_route_that_is_not_public_asks_who_is_there(String method, String path) {
        Answer answer = gateway.send(method, path, method.equals("GET") ? null : "{}");

        assertFailure(answer, 401, "{\"error\":\"Authentication required\",\"code\":\"AUTH_REQUIRED\"}");
    }

    @Test
    void admin_routes_open_to_admin_roles_and_to_the_key() {
        String path = "/api/admin/status-metrics";

        assertThat(gateway.getAs(ROOT, path).status()).isEqualTo(200);
        assertThat(gateway.get(path, "X-Admin-Key", ADMIN_KEY).status()).isEqualTo(200);
        assertFailure(
                gateway.getAs(BOB, path), 403, "{\"error\":\"Permission denied\",\"code\":\"PERMISSION_DENIED\"}");
        assertFailure(
                gateway.get(path, "X-Admin-Key", ADMIN_KEY + "x"),
                403,
                "{\"error\":\"Invalid admin key\",\"code\":\"PERMISSION_DENIED\"}");
        assertFailure(
                gateway.get(path, "x-session-token", GUEST_SESSION),
                403,
                "{\"error\":\"Registered user required\",\"code\":\"REGISTERED_USER_REQUIRED\"}");
    }

    @Test
    void the_admin_key_opens_nothing_else() {
        assertThat(gateway.get("/api/users/me", "X-Admin-Key", ADMIN_KEY).status())
                .isEqualTo(401);
    }

    @Test
    void without_a_configured_key_no_key_opens(@TempDir Path other) {
        try (RunningGateway keyless = new RunningGateway(other, "ADMIN_KEY", "")) {
            assertThat(keyless.get("/api/stats", "X-Admin-Key", "").status()).isIn(401, 403);
            assertThat(keyless.get("/api/stats", "X-Admin-Key", "null").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void each_authenticated_request_counts_as_activity() {
        gateway.getAs(ALICE, "/api/users/me");
        gateway.getAs(ALICE, "/api/conversations/nowhere");
        gateway.get("/health/live", "Authorization", "Bearer " + gateway.token(ALICE));

        assertThat(gateway.touched).hasSize(2).allMatch(id -> id.text().equals(ALICE));
    }

    @Test
    void a_failing_activity_does_not_fail_the_request() {
        gateway.beforeTouch = () -> {
            throw new IllegalStateException("the tracker is full");
        };

        assertThat(gateway.getAs(ALICE, "/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void a_store_that_is_away_is_no_bad_token() {
        gateway.storage.close();
        Answer answer = gateway.getAs(ALICE, "/api/users/me");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("code").textValue()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }
}
