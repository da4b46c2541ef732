package com.meeshy.presence.server.console;

import static com.meeshy.presence.server.console.ConsoleWorld.ALICE;
import static com.meeshy.presence.server.console.ConsoleWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and for how long, over real sockets.
@NullUnmarked
class ConsoleDoorTest {
    private ConsoleWorld world;

    @BeforeEach
    void start(@TempDir Path folder) {
        world = new ConsoleWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void the_key_and_the_token_of_an_administrator_open_it() throws Exception {
        JsonNode withKey = world.console().next("console:welcome");
        JsonNode withToken = world.console(Map.of("token", world.token(ROOT))).next("console:welcome");

        assertThat(withKey.path("operator").path("role").asText()).isEqualTo("ADMIN_KEY");
        assertThat(withToken.path("operator").path("name").asText()).isEqualTo("root");
        assertThat(withToken.path("operator").path("expiresAt").asText()).endsWith("Z");
        assertThat(withToken.path("node").asText()).isEqualTo("node-under-test");
        assertThat(withToken.path("thresholds").path("onlineMs").asLong()).isEqualTo(300_000);
    }

    @Test
    void everybody_else_is_told_why_not() throws Exception {
        assertThat(world.refusal(Map.of())).isEqualTo("CREDENTIALS_MISSING");
        assertThat(world.refusal(Map.of("adminKey", "wrong"))).isEqualTo("ADMIN_KEY_WRONG");
        assertThat(world.refusal(Map.of("adminKey", ""))).isEqualTo("ADMIN_KEY_WRONG");
        assertThat(world.refusal(Map.of("token", world.token(ALICE)))).isEqualTo("PERMISSION_DENIED");
        assertThat(world.refusal(Map.of("sessionToken", ConsoleWorld.GUEST_SESSION)))
                .isEqualTo("PERMISSION_DENIED");
        assertThat(world.refusal(Map.of("token", "nonsense"))).isEqualTo("TOKEN_MALFORMED");
        String old = world.token(ROOT);
        world.later(Duration.ofHours(2));
        assertThat(world.refusal(Map.of("token", old))).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void a_wrong_key_never_falls_through_to_a_good_token() throws Exception {
        assertThat(world.refusal(Map.of("adminKey", "wrong", "token", world.token(ROOT))))
                .isEqualTo("ADMIN_KEY_WRONG");
    }

    @Test
    void whoever_fails_too_often_waits_a_minute_and_whoever_succeeds_never() throws Exception {
        for (int i = 0; i < 12; i++) {
            world.console().client.close();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(world.refusal(Map.of("adminKey", "guess-" + i))).isEqualTo("ADMIN_KEY_WRONG");
        }
        assertThat(world.refusal(Map.of("adminKey", ConsoleWorld.ADMIN_KEY))).isEqualTo("TOO_MANY_ATTEMPTS");

        world.later(Duration.ofMinutes(1));
        assertThat(world.refusal(Map.of("adminKey", ConsoleWorld.ADMIN_KEY))).isEqualTo("let in");
    }

    @Test
    void the_session_ends_with_its_token() throws Exception {
        ConsoleWorld.Ear console = world.console(Map.of("token", world.token(ROOT, Duration.ofMinutes(5))));
        ConsoleWorld.Ear withKey = world.console();
        console.next("console:welcome");

        world.later(Duration.ofMinutes(5));

        assertThat(console.next("console:ended").path("code").asText()).isEqualTo("TOKEN_EXPIRED");
        await().until(() -> console.closed);
        assertThat(withKey.closed).isFalse();
    }

    @Test
    void the_session_ends_when_the_account_is_deactivated() throws Exception {
        ConsoleWorld.Ear console = world.console(Map.of("token", world.token(ROOT)));
        console.next("console:welcome");

        world.rest("PATCH", "/api/admin/users/" + ROOT, "{\"isActive\":false}");

        assertThat(console.next("console:ended").path("code").asText()).isEqualTo("USER_INACTIVE");
        await().until(() -> console.closed);
    }

    @Test
    void the_session_ends_when_the_account_is_no_administrators_any_more() throws Exception {
        ConsoleWorld.Ear console = world.console(Map.of("token", world.token(ROOT)));
        console.next("console:welcome");

        world.rest(
                "POST",
                "/api/admin/import",
                "{\"users\":[{\"id\":\"" + ROOT + "\",\"username\":\"root\",\"role\":\"USER\"}]}");

        assertThat(console.next("console:ended").path("code").asText()).isEqualTo("PERMISSION_DENIED");
    }
}
