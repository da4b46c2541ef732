package com.meeshy.presence.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.RunningGateway;
import com.meeshy.presence.server.wiring.Gateway;
import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@NullUnmarked
class CommandsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Settings> started = new ArrayList<>();
    private final List<Settings> demos = new ArrayList<>();

    private int run(String... arguments) {
        Hooks hooks = new Hooks(started::add, demos::add, (settings, username) -> null);
        CommandLine line = Commands.line(environment, () -> NOW, hooks);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String error() {
        return err.toString().strip();
    }

    @Test
    void start_runs_the_gateway_with_the_settings_of_the_environment() {
        environment.putAll(Map.of("JWT_SECRET", RunningGateway.SECRET, "PORT", "8123"));

        assertThat(run("start")).isZero();
        assertThat(started).hasSize(1).first().satisfies(settings -> {
            assertThat(settings.http().port()).isEqualTo(8123);
            assertThat(settings.operations().demo()).isFalse();
        });
    }

    @Test
    void start_without_a_secret_says_what_to_do_and_nothing_else() {
        assertThat(run("start")).isEqualTo(2);
        assertThat(error()).startsWith("JWT_SECRET is missing: set it to").doesNotContain("\n", "Exception");
        assertThat(started).isEmpty();
    }

    @Test
    void the_demo_needs_no_setting_and_is_for_this_machine_only() {
        assertThat(run("demo")).isZero();
        assertThat(demos).hasSize(1).first().satisfies(settings -> {
            assertThat(settings.operations().demo()).isTrue();
            assertThat(settings.http().host()).isEqualTo("127.0.0.1");
            assertThat(settings.access().jwtSecret().bytes()).hasSize(64);
        });
    }

    @Test
    void the_demo_never_touches_the_database_this_shell_is_set_up_for() {
        environment.putAll(Map.of("MONGODB_URI", "mongodb://real/meeshy", "REDIS_URI", "redis://real"));

        assertThat(run("demo")).isZero();
        assertThat(demos).hasSize(1).first().satisfies(settings -> {
            assertThat(settings.storage().mongoUri()).isNull();
            assertThat(settings.storage().redisUri()).isNull();
        });
    }

    @Test
    void a_bus_that_this_version_cannot_use_is_refused_with_a_sentence() {
        environment.putAll(Map.of(
                "JWT_SECRET", RunningGateway.SECRET,
                "MONGODB_URI", "mongodb://db/meeshy",
                "REDIS_URI", "redis://:hush@bus"));
        Hooks hooks = new Hooks(CommandsTest::startAndStop, demos::add, (settings, username) -> null);
        CommandLine line = Commands.line(environment, () -> NOW, hooks).setErr(new PrintWriter(err, true));

        assertThat(line.execute("start")).isEqualTo(2);
        assertThat(error()).isEqualTo("REDIS_URI is set, but this version runs as a single node only: unset it.");
    }

    private static void startAndStop(Settings settings) {
        Gateway.start(settings, Time.of(() -> NOW), "test").close();
    }

    @Test
    void token_prints_a_token_and_nothing_else() throws Exception {
        environment.put("JWT_SECRET", RunningGateway.SECRET);

        assertThat(run("token", RunningGateway.ALICE, "--hours", "2")).isZero();
        SignedJWT token = SignedJWT.parse(out.toString().strip());
        assertThat(token.getJWTClaimsSet().getStringClaim("userId")).isEqualTo(RunningGateway.ALICE);
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isEqualTo(NOW.plusSeconds(7200));
    }

    @Test
    void token_for_nobody_fails_with_a_sentence() {
        environment.put("JWT_SECRET", RunningGateway.SECRET);

        assertThat(run("token", "nobody")).isEqualTo(1);
        assertThat(error()).isEqualTo("There is no user with the username \"nobody\" in the store.");
        assertThat(run("token")).isEqualTo(2);
    }

    @Test
    void import_stats_and_cleanup_talk_to_a_running_gateway() throws Exception {
        Path document = Files.writeString(
                folder.resolve("people.json"),
                "{\"users\":[{\"id\":\"65a000000000000000000009\",\"username\":\"nine\"}]}");
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"users\":[{\"id\":\"9\",\"username\":\"x\"}]}");
        try (RunningGateway gateway = new RunningGateway(folder.resolve("data"))) {
            String url = "http://localhost:" + gateway.port() + "/";
            environment.put("ADMIN_KEY", RunningGateway.ADMIN_KEY);

            assertThat(run("import", document.toString(), "--url", url))
                    .as(error())
                    .isZero();
            assertThat(out.toString()).contains("\"created\" : 1");
            assertThat(gateway.storage.accounts().accountByUsername("nine")).isNotNull();
            assertThat(run("import", wrong.toString(), "--url", url)).isEqualTo(1);
            assertThat(error()).contains("The gateway answered 400", "users[0].id");
            assertThat(run("stats", "--url", url)).isZero();
            assertThat(out.toString()).contains("\"onlineUsers\" : 2");

            ParticipantId nine = ParticipantId.registered(ObjectId.parse("65a000000000000000000009"));
            Instant longAgo = gateway.now.get().minus(Duration.ofHours(1));
            gateway.storage.presence().write(List.of(new StoredPresence(nine, true, null, longAgo, 1)));
            assertThat(run("cleanup-zombies", "--url", url)).isZero();
            assertThat(out.toString()).contains("\"zombiesCleaned\" : 1");
        }
    }

    @Test
    void what_goes_wrong_on_the_way_is_one_sentence() {
        try (RunningGateway gateway = new RunningGateway(folder)) {
            String url = "http://localhost:" + gateway.port();
            assertThat(run("stats", "--url", url, "--admin-key", "wrong")).isEqualTo(1);
            assertThat(error())
                    .isEqualTo(
                            "The gateway wants its admin key (Invalid admin key): set ADMIN_KEY or give --admin-key.");
        }
        assertThat(run("import", folder.resolve("none.json").toString())).isEqualTo(1);
        assertThat(error()).contains("cannot be read.");
        assertThat(run("stats", "--url", "http://localhost:1")).isEqualTo(1);
        assertThat(error()).contains("No gateway answers at http://localhost:1");
        assertThat(run("stats", "--url", "nonsense")).isEqualTo(1);
    }

    @Test
    void migrate_check_needs_a_usable_address_and_repeats_no_password() {
        assertThat(run("migrate-check")).isEqualTo(2);
        assertThat(error()).startsWith("MONGODB_URI is missing: set it to");
        environment.put("MONGODB_URI", "mongodb://gate:s3cr@t@host:x/meeshy");
        assertThat(run("migrate-check")).isEqualTo(2);
        assertThat(error()).contains("MONGODB_URI cannot be used").doesNotContain("s3cr", "Exception");
    }

    @Test
    void watch_says_when_there_is_nothing_to_watch() {
        assertThat(run("watch", "--url", "http://localhost:1")).isEqualTo(1);
        assertThat(error())
                .isEqualTo("No gateway answers at http://localhost:1: start one, or give its address with --url.");
        assertThat(run("watch", "--url", "nonsense")).isEqualTo(1);
        assertThat(error()).contains("write an address like http://localhost:8000.");
    }

    @Test
    void help_lists_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("start", "demo", "token", "import", "stats", "cleanup-zombies", "watch");
        assertThat(run("dance")).isEqualTo(2);
    }
}
