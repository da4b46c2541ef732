package com.meeshy.presence.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PresenceMetricsTest {
    private final PresenceMetrics metrics = new PresenceMetrics();

    @Test
    void every_metric_has_the_name_and_type_of_the_runbook() {
        metrics.usersOnline(() -> 42);
        metrics.announcedToOpeners();
        metrics.announced(Duration.ofMillis(15).toNanos());
        metrics.throttledRequests(() -> 1);
        metrics.verified();
        metrics.rejected("TOKEN_EXPIRED");
        metrics.rejected("TOKEN_EXPIRED");
        metrics.cleanedUp(Instant.ofEpochSecond(1_768_478_400), 3);

        assertThat(metrics.text().lines())
                .contains(
                        "# TYPE meeshy_users_online_total gauge",
                        "meeshy_users_online_total 42.0",
                        "# TYPE meeshy_zombies_cleaned_total counter",
                        "meeshy_zombies_cleaned_total 3.0",
                        "# TYPE meeshy_user_status_broadcasts_total counter",
                        "meeshy_user_status_broadcasts_total 2.0",
                        "# TYPE meeshy_broadcast_latency_seconds histogram",
                        "meeshy_broadcast_latency_seconds_bucket{le=\"0.01\"} 0",
                        "meeshy_broadcast_latency_seconds_bucket{le=\"0.02\"} 1",
                        "meeshy_broadcast_latency_seconds_bucket{le=\"0.1\"} 1",
                        "meeshy_broadcast_latency_seconds_count 1",
                        "# TYPE meeshy_throttled_requests_total counter",
                        "meeshy_throttled_requests_total 1.0",
                        "# TYPE meeshy_auth_requests_total counter",
                        "meeshy_auth_requests_total{outcome=\"verified\"} 1.0",
                        "meeshy_auth_requests_total{outcome=\"TOKEN_EXPIRED\"} 2.0",
                        "# TYPE meeshy_last_cleanup_timestamp gauge",
                        "meeshy_last_cleanup_timestamp 1.7684784E9");
    }

    @Test
    void the_counters_are_there_before_anything_happened() {
        assertThat(metrics.text())
                .contains(
                        "meeshy_zombies_cleaned_total 0.0",
                        "meeshy_user_status_broadcasts_total 0.0",
                        "meeshy_auth_requests_total{outcome=\"verified\"} 0.0",
                        "meeshy_broadcast_latency_seconds_count 0");
    }

    @Test
    void figures_of_the_jvm_are_added_on_demand() {
        assertThat(metrics.text()).doesNotContain("jvm_");
        assertThat(metrics.withJvm().text())
                .contains("jvm_memory_used_bytes", "process_open_fds", "jvm_threads_current");
    }
}
