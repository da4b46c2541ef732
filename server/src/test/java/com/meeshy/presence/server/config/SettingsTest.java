package com.meeshy.presence.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class SettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void an_environment_with_only_a_secret_has_the_defaults_of_the_contract() {
        Settings settings = Settings.from(Map.of("JWT_SECRET", SECRET));

        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().port()).isEqualTo(8000);
        assertThat(settings.sockets().pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.sockets().pingTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.sockets().connectTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.presence().onlineThreshold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.presence().awayThreshold()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.presence().activityThrottle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.presence().offlineGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.presence().reloadGrace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.presence().largeConversation()).isEqualTo(200);
        assertThat(settings.operations().zombieThreshold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.storage().dataDirectory()).isEqualTo(Path.of("./data"));
        assertThat(settings.storage().mongoUri()).isNull();
        assertThat(settings.detectionBound()).isEqualTo(Duration.ofSeconds(40));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void a_bare_zero_is_a_time_wherever_a_time_may_be_zero() {
        Map<String, String> zero = Map.of(
                "JWT_SECRET", SECRET,
                "DIRECTORY_CHECK", "0",
                "OFFLINE_GRACE", "0",
                "RELOAD_GRACE", "0",
                "DRAIN_GRACE", " 0 ",
                "DIGEST_INTERVAL", "0",
                "ACTIVITY_THROTTLE", "0");

        Settings settings = Settings.from(zero);

        assertThat(settings.operations().directoryCheck()).isZero();
        assertThat(settings.presence().offlineGrace()).isZero();
        assertThat(settings.presence().reloadGrace()).isZero();
        assertThat(settings.presence().drainGrace()).isZero();
        assertThat(settings.presence().digestInterval()).isZero();
        assertThat(settings.presence().activityThrottle()).isZero();
    }

    @Test
    void two_processes_without_a_name_are_two_nodes() {
        Map<String, String> environment = Map.of("JWT_SECRET", SECRET);

        assertThat(Settings.from(environment).operations().node())
                .isNotEqualTo(Settings.from(environment).operations().node());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT|99999|PORT is \"99999\": choose a port between 0 (any free one) and 65535.",
                "PORT|http|PORT is \"http\": write a whole number.",
                "PORT|-1|PORT is \"-1\": choose a port between 0 (any free one) and 65535.",
                "PING_INTERVAL|0|PING_INTERVAL is \"0s\": it must be longer than zero.",
                "REQUEST_HEADER_TIME|0|REQUEST_HEADER_TIME is \"0\": choose a time between 1s and 1h.",
                "MANAGEMENT_PORT|0|MANAGEMENT_PORT is \"0\": choose a port between 1 and 65535.",
                "MANAGEMENT_PORT|8000|MANAGEMENT_PORT is \"8000\": it is the same as PORT.",
                "PING_INTERVAL|-5s|PING_INTERVAL is \"-5s\": write a whole number and its unit, like 100ms, 25s, 5m or 1h.",
                "PING_INTERVAL|25000|PING_INTERVAL is \"25000\": write a whole number and its unit, like 100ms, 25s, 5m or 1h.",
                "PING_TIMEOUT|0s|PING_TIMEOUT is \"0s\": it must be longer than zero.",
                "DRAIN_GRACE|999999999d|DRAIN_GRACE is \"999999999d\": it must not be longer than 24d.",
                "ONLINE_THRESHOLD|30m|ONLINE_THRESHOLD is \"30m\": it must be shorter than AWAY_THRESHOLD, which is \"30m\".",
                "AWAY_THRESHOLD|90s|ONLINE_THRESHOLD is \"5m\": it must be shorter than AWAY_THRESHOLD, which is \"90s\".",
                "ACTIVITY_THROTTLE|5m|ACTIVITY_THROTTLE is \"5m\": it must be shorter than ONLINE_THRESHOLD, which is \"5m\","
                        + " or active people would be shown as away.",
                "LARGE_CONVERSATION|1|LARGE_CONVERSATION is \"1\": choose at least 2 members.",
                "MAX_PAYLOAD|2mb|MAX_PAYLOAD is \"2mb\": choose a size between 1kb and 1mb.",
                "LOG_LEVEL|loud|LOG_LEVEL is \"loud\": choose one of trace, debug, info, warn, error.",
                "LOG_FORMAT|xml|LOG_FORMAT is \"xml\": choose one of text, json.",
                "NODE_ID|a b|NODE_ID is \"a b\": use at most 64 letters, digits, dots, dashes and underscores.",
                "CORS_ORIGINS|app.example.org|CORS_ORIGINS is \"app.example.org\": write origins like"
                        + " https://app.example.org, separated by commas.",
                "CORS_ORIGINS|*,https://a.org|CORS_ORIGINS is \"*,https://a.org\": \"*\" already means every origin, keep one.",
                "JWT_JWKS_URL|keys.json|JWT_JWKS_URL is \"keys.json\": write a full http or https address.",
                "MONGODB_URI|localhost:27017|MONGODB_URI is (secret): it must start with mongodb:// or mongodb+srv://.",
                "REDIS_URI|localhost|REDIS_URI is (secret): it must start with redis:// or rediss://.",
                "DEMO|maybe|DEMO is \"maybe\": write true or false.",
            })
    void a_wrong_value_is_one_sentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> Settings.from(Map.of("JWT_SECRET", SECRET, name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(sentence);
    }

    @Test
    void nothing_starts_without_a_way_to_verify_tokens() {
        assertThatThrownBy(() -> Settings.from(Map.of("JWT_SECRET", "  ")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("JWT_SECRET is missing: set it to");

        assertThat(Settings.from(Map.of("JWT_JWKS_URL", "https://id.example.org/keys"))
                        .access()
                        .jwtSecret())
                .isNull();
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
        Path file = Files.writeString(folder.resolve("p.properties"), "PORT=9000\nPING_INTERVAL=100ms\n");
        Settings settings = Settings.from(
                Map.of("JWT_SECRET", SECRET, "CONFIG_FILE", file.toString(), "PORT", "9001", "PING_TIMEOUT", ""));

        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.sockets().pingInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.sockets().pingTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_file_that_cannot_be_used_is_named() throws IOException {
        String missing = folder.resolve("none.properties").toString();
        assertThatThrownBy(() -> Settings.from(Map.of("JWT_SECRET", SECRET, "CONFIG_FILE", missing)))
                .hasMessageContaining("CONFIG_FILE is \"" + missing + "\": it cannot be read");

        Path misspelt = Files.writeString(folder.resolve("p.properties"), "PRT=9000\n");
        assertThatThrownBy(() -> Settings.from(Map.of("JWT_SECRET", SECRET, "CONFIG_FILE", misspelt.toString())))
                .hasMessageContaining("sets \"PRT\", which is no setting");
    }

    @Test
    void the_description_names_every_setting_and_no_secret() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JWT_SECRET", SECRET,
                "ADMIN_KEY", "very-private-admin-key",
                "MONGODB_URI", "mongodb://joe:hush@db/meeshy",
                "REDIS_URI", "redis://:hush@bus"));
        Settings settings = Settings.from(environment);
        String description = settings.describe();

        assertThat(description).doesNotContain(SECRET, "very-private", "hush");
        assertThat(settings.toString()).doesNotContain(SECRET, "very-private", "hush");
        for (Setting setting : Setting.values()) {
            assertThat(description).contains(setting.name() + "=");
        }
        assertThat(description).contains("PING_INTERVAL=25s", "A lost client is noticed within 40s");
    }

    @Test
    void unwise_settings_are_warned_about() {
        Settings settings = Settings.from(Map.of(
                "JWT_SECRET",
                "short",
                "ADMIN_KEY",
                "123",
                "PING_INTERVAL",
                "2m",
                "REDIS_URI",
                "redis://b",
                "DEMO",
                "on"));

        assertThat(settings.warnings()).hasSize(5).first().asString().startsWith("JWT_SECRET is shorter than 32 bytes");
    }
}
