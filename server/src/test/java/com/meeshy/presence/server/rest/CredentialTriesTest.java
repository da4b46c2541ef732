package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ADMIN_KEY;
import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class CredentialTriesTest {
    private static final String ME = "/api/users/me";
    private static final String STATS = "/api/stats";
    private static final int DIFFERENT = 30;
    private static final int REPEATED = 10;

    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder, "TRUST_PROXY", "true").withPeople();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Answer session(String address, String session) {
        return gateway.get(ME, "X-Session-Token", session, "X-Forwarded-For", address);
    }

    private Answer token(String address, String token) {
        return gateway.get(ME, "Authorization", "Bearer " + token, "X-Forwarded-For", address);
    }

    private Answer key(String address, String key) {
        return gateway.get(STATS, "X-Admin-Key", key, "X-Forwarded-For", address);
    }

    private Answer refresh(String address, String session) {
        return gateway.post("/api/anonymous/refresh", "{}", "X-Session-Token", session, "X-Forwarded-For", address);
    }

    /// @return the answer to one more than are allowed
    private static Answer guess(int allowed, int status, IntFunction<Answer> guess) {
        for (int i = 0; i < allowed; i++) {
            assertThat(guess.apply(i).status()).as("try %d", i).isEqualTo(status);
        }
        return guess.apply(allowed);
    }

    private static void assertTooMany(Answer answer, String retryAfter) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text())
                .isEqualTo(
                        "{\"success\":false,\"error\":\"Too many wrong credentials from this address: wait as long as"
                                + " Retry-After says.\",\"code\":\"RATE_LIMITED\"}");
        assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
    }

    @Test
    void sessions_are_not_found_by_trying_and_waiting_helps() {
        assertTooMany(guess(DIFFERENT, 401, i -> session("192.0.2.1", "anon_guess_" + i)), "60");
        assertTooMany(session("192.0.2.1", GUEST_SESSION), "60");
        assertThat(session("192.0.2.2", GUEST_SESSION).status()).isEqualTo(200);

        gateway.now.updateAndGet(now -> now.plusMillis(59_001));
        assertTooMany(session("192.0.2.1", "anon_another"), "1");
        gateway.now.updateAndGet(now -> now.plusMillis(999));
        assertThat(session("192.0.2.1", "anon_another").status()).isEqualTo(401);
    }

    @Test
    void nor_is_the_admin_key() {
        assertTooMany(guess(DIFFERENT, 403, i -> key("192.0.2.1", "a-key-to-be-tried-" + i)), "60");
        assertTooMany(key("192.0.2.1", ADMIN_KEY), "60");
        assertThat(key("192.0.2.2", ADMIN_KEY).status()).isEqualTo(200);
    }

    @Test
    void the_renewal_of_a_session_is_no_way_around() {
        assertTooMany(guess(DIFFERENT, 401, i -> refresh("192.0.2.1", "anon_guess_" + i)), "60");
        assertTooMany(refresh("192.0.2.1", GUEST_SESSION), "60");
        assertTooMany(session("192.0.2.1", "anon_elsewhere"), "60");
    }

    @Test
    void forged_tokens_are_limited_and_right_ones_come_in_all_the_same() {
        assertTooMany(guess(DIFFERENT, 401, i -> token("192.0.2.1", "forged" + i)), "60");
        assertThat(token("192.0.2.1", gateway.token(ALICE)).status()).isEqualTo(200);
    }

    @Test
    void whoever_was_in_goes_on_beside_a_guesser() {
        assertThat(session("192.0.2.1", GUEST_SESSION).status()).isEqualTo(200);
        assertThat(key("192.0.2.1", ADMIN_KEY).status()).isEqualTo(200);

        assertTooMany(guess(DIFFERENT, 401, i -> session("192.0.2.1", "anon_guess_" + i)), "60");

        assertThat(session("192.0.2.1", GUEST_SESSION).status()).isEqualTo(200);
        assertThat(key("192.0.2.1", ADMIN_KEY).status()).isEqualTo(200);
    }

    @Test
    void a_client_that_repeats_one_wrong_credential_for_ever_shuts_out_itself_alone() {
        for (int minute = 0; minute < 3; minute++) {
            assertTooMany(guess(REPEATED, 401, i -> session("192.0.2.1", "anon_dead")), "60");
            assertTooMany(guess(REPEATED, 401, i -> token("192.0.2.1", "forged")), "60");
            gateway.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
        }
        assertThat(session("192.0.2.1", GUEST_SESSION).status()).isEqualTo(200);
    }

    @Test
    void what_is_over_or_missing_is_no_guess() {
        String expired = gateway.token(ALICE);
        gateway.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));

        assertThat(guess(2 * DIFFERENT, 401, i -> token("192.0.2.1", expired)).status())
                .isEqualTo(401);
        assertThat(guess(2 * DIFFERENT, 401, i -> gateway.get(ME)).status()).isEqualTo(401);
    }

    @Test
    void all_addresses_of_one_ipv6_network_count_as_one() {
        assertTooMany(guess(DIFFERENT, 401, i -> session("2001:db8::" + i, "anon_guess_" + i)), "60");
        assertThat(session("2001:db8:0:1::1", GUEST_SESSION).status()).isEqualTo(200);
    }
}
