package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every metric of the runbook (SPEC §8) tells what really happened, read as Prometheus reads it: from a whole
/// gateway over HTTP.
@NullUnmarked
class MetricsOfAGatewayTest {
    private static final String ADMIN_KEY = "an-admin-key-of-some-length";
    private static final String ALICE = "65a000000000000000000001";
    private static final String BOB = "65a000000000000000000002";
    private static final InstantSource CLOCK = Clock.tickMillis(ZoneOffset.UTC);

    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway;
    private String token;
    private Path database;

    @BeforeEach
    void start(@TempDir Path folder) {
        Settings settings = Settings.from(Map.of(
                "JWT_SECRET", "0123456789abcdef0123456789abcdef",
                "ADMIN_KEY", ADMIN_KEY,
                "PORT", "0",
                "HOST", "127.0.0.1",
                "DRAIN_GRACE", "0s",
                "DATA_DIR", folder.toString()));
        token = new Tokens(
                        Signatures.of(
                                settings.access().jwtSecret(), settings.access().jwksUrl()),
                        CLOCK)
                .issue(ObjectId.parse(ALICE), "alice", Duration.ofHours(1));
        database = folder;
        try (Storage storage = SqliteStorage.open(folder, CLOCK)) {
            storage.editor()
                    .apply(new ImportDocument(List.of(user(ALICE, "alice"), user(BOB, "bob")), null, null, null));
        }
        gateway = Gateway.start(settings, Time.of(CLOCK), "test");
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gateway.close();
    }

    private static ImportDocument.User user(String id, String username) {
        return new ImportDocument.User(id, username, null, null, null, "USER", "fr", true);
    }

    private String answer(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .headers(headers);
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private double metric(String series) throws Exception {
        return answer("GET", "/metrics", "Accept", "*/*")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private void become(String series, double value) {
        await(series).untilAsserted(() -> assertThat(metric(series)).isEqualTo(value));
    }

    private BareClient connect() {
        return new BareClient(gateway.port(), Map.of("token", token));
    }

    @Test
    void sign_ins_of_rest_and_socket_io_in_one_count() throws Exception {
        answer("GET", "/api/users/me", "Authorization", "Bearer " + token);
        answer("GET", "/api/users/me", "Authorization", "Bearer nonsense");
        answer("GET", "/api/users/me", "Accept", "*/*");
        connect();

        become("meeshy_auth_requests_total{outcome=\"verified\"}", 2);
        become("meeshy_auth_requests_total{outcome=\"TOKEN_MALFORMED\"}", 1);
        become("meeshy_auth_requests_total{outcome=\"CREDENTIALS_MISSING\"}", 1);
    }

    @Test
    void reads_of_the_store() throws Exception {
        double before = metric("meeshy_store_reads_total");
        connect();
        become("meeshy_auth_requests_total{outcome=\"verified\"}", 1);

        // Account, participant, stored presence.
        await().untilAsserted(
                        () -> assertThat(metric("meeshy_store_reads_total")).isGreaterThanOrEqualTo(before + 3));
    }

    @Test
    void activity_that_the_throttle_holds_back() throws Exception {
        assertThat(metric("meeshy_throttled_requests_total")).isZero();
        for (int i = 0; i < 4; i++) {
            answer("GET", "/api/users/me", "Authorization", "Bearer " + token);
        }

        become("meeshy_throttled_requests_total", 3);
        assertThat(answer("GET", "/api/admin/status-metrics", "X-Admin-Key", ADMIN_KEY))
                .contains("\"throttledRequests\":3");
    }

    @Test
    void those_online_and_what_was_announced() throws Exception {
        BareClient socket = connect();
        become("meeshy_users_online_total", 1);
        become("meeshy_user_status_broadcasts_total", 1);
        become("meeshy_broadcast_latency_seconds_count", 1);
        assertThat(metric("meeshy_broadcast_latency_seconds_sum")).isBetween(0.0, 60.0);

        socket.leave();
        become("meeshy_users_online_total", 0);
        become("meeshy_user_status_broadcasts_total", 2);
    }

    @Test
    void zombies_and_the_last_run_of_the_maintenance_job() throws Exception {
        storedAsOnlineByNobody(BOB);
        Instant before = CLOCK.instant();
        answer("POST", "/api/admin/maintenance/cleanup", "X-Admin-Key", ADMIN_KEY);

        assertThat(metric("meeshy_zombies_cleaned_total")).isEqualTo(1);
        assertThat(metric("meeshy_last_cleanup_timestamp")).isBetween((double) before.getEpochSecond(), (double)
                CLOCK.instant().getEpochSecond());
    }

    /// A lost connection of five seconds ago, as the truth is measured: how long it was shown as online.
    @Test
    void for_how_long_somebody_was_shown_wrong() throws Exception {
        BareClient socket = connect();
        become("meeshy_users_online_total", 1);
        socket.drop();

        become("meeshy_false_online_seconds_count{cause=\"disconnected\"}", 1);
        assertThat(metric("meeshy_false_online_seconds_sum{cause=\"disconnected\"}"))
                .isBetween(4.9, 10.0);

        connect();
        become("meeshy_false_offline_seconds_count{cause=\"disconnected\"}", 1);
    }

    /// What a writer leaves behind whose end nobody heard of.
    private void storedAsOnlineByNobody(String user) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database.resolve("meeshy.db"));
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE User SET isOnline = 1, lastActiveAt = 1000, presenceVersion = 1 WHERE id = ?")) {
            update.setBytes(1, HexFormat.of().parseHex(user));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
