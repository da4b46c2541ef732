package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.server.gateway.BareClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody sets the clock of the machine wrong by an hour, and right again.
@NullUnmarked
class ClockJumpTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TOLERATED = Duration.ofSeconds(61);

    @TempDir
    private Path folder;

    private GatewayBed bed;
    private BareClient alice;
    private BareClient bob;

    @BeforeEach
    void start() {
        bed = new GatewayBed(folder, "DIRECTORY_CHECK", "0s", "MAINTENANCE_INTERVAL", "1h", "ACTIVITY_THROTTLE", "1s");
        alice = present(bed.userFor(GatewayBed.ALICE, Duration.ofDays(2)));
        bob = present(bed.userFor(GatewayBed.BOB, Duration.ofDays(2)));
        await().until(() -> !bed.statusesOf(alice, GatewayBed.BOB).isEmpty());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private static BareClient present(BareClient client) {
        await().until(() -> client.all("presence:snapshot").size() == 1);
        return client;
    }

    private void jump(Duration ahead) {
        int told = alice.all("heartbeat:ack").size();
        bed.clockAhead(ahead);
        await("clients learn the time anew")
                .until(() -> alice.all("heartbeat:ack").size() > told);
        Instant time = Instant.parse(
                alice.all("heartbeat:ack").getLast().path("serverTime").asText());
        assertThat(Duration.between(GatewayBed.CLOCK.instant().plus(ahead), time)
                        .abs())
                .isLessThan(Duration.ofSeconds(10));
    }

    private Instant stored(String user) {
        ParticipantId id = ParticipantId.registered(ObjectId.parse(user));
        StoredPresence row = bed.line.storage().presence().load(Set.of(id)).get(id);
        return row == null ? null : row.lastActiveAt();
    }

    private static void isNotAhead(Instant moment) {
        assertThat(moment).isNotNull().isBefore(GatewayBed.CLOCK.instant().plus(TOLERATED));
    }

    @Test
    void an_hour_ahead_and_back_makes_nobody_offline_and_leaves_no_moment_of_the_future() throws Exception {
        jump(HOUR);
        bob.emit("heartbeat", Map.of());
        await("activity of the wrong hour is stored")
                .until(() -> stored(GatewayBed.BOB)
                        .isAfter(GatewayBed.CLOCK.instant().plus(TOLERATED)));
        present(bed.userFor(GatewayBed.CAROL, Duration.ofDays(2)));
        jump(Duration.ZERO);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            isNotAhead(stored(GatewayBed.BOB));
            isNotAhead(stored(GatewayBed.CAROL));
            isNotAhead(Instant.parse(bed.statusesOf(alice, GatewayBed.BOB)
                    .getLast()
                    .path("lastActiveAt")
                    .asText()));
        });
        assertThat(bed.statusesOf(alice, GatewayBed.BOB))
                .as("nobody was taken offline")
                .allSatisfy(
                        each -> assertThat(each.path("isOnline").asBoolean()).isTrue());
        List<Long> versions = bed.statusesOf(alice, GatewayBed.BOB).stream()
                .map(each -> each.path("version").asLong())
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        Instant before = stored(GatewayBed.BOB);
        await("activity goes on being recorded").atMost(Duration.ofSeconds(15)).until(() -> {
            bob.emit("heartbeat", Map.of());
            return stored(GatewayBed.BOB).isAfter(before);
        });
        assertThat(bed.get("/metrics").body())
                .contains(
                        "meeshy_clock_jumps_total{direction=\"ahead\"} 1.0",
                        "meeshy_clock_jumps_total{direction=\"back\"} 1.0");
    }

    @Test
    void a_line_that_breaks_in_the_wrong_hour_has_its_grace_and_no_more() throws Exception {
        jump(HOUR);
        bob.drop();
        jump(Duration.ZERO);

        await().atMost(Duration.ofSeconds(12))
                .until(() -> !bed.statusesOf(alice, GatewayBed.BOB)
                        .getLast()
                        .path("isOnline")
                        .asBoolean(true));
        await().atMost(Duration.ofSeconds(12)).untilAsserted(() -> {
            JsonNode last = bed.statusesOf(alice, GatewayBed.BOB).getLast();
            isNotAhead(Instant.parse(last.path("lastSeen").asText()));
        });
    }

    @Test
    void who_was_over_a_limit_in_the_wrong_hour_waits_no_hour() throws Exception {
        jump(HOUR);
        HttpResponse<String> over = bed.join("mshy_demo");
        for (int i = 0; i < 100 && over.statusCode() != 429; i++) {
            over = bed.join("mshy_demo");
        }
        assertThat(over.statusCode()).isEqualTo(429);
        bed.clockAhead(Duration.ZERO);

        HttpResponse<String> after = bed.join("mshy_demo");

        long wait = after.headers().firstValueAsLong("Retry-After").orElse(0);
        assertThat(wait).as("%s", after).isLessThanOrEqualTo(60);
    }

    @Test
    void what_cannot_be_undone_waits_while_the_clock_may_be_wrong() throws Exception {
        bed.line
                .storage()
                .editor()
                .apply(bed.worldWithLinkUntil(GatewayBed.CLOCK.instant().plus(Duration.ofMinutes(30))));
        jump(Duration.ofHours(26));

        assertThat(bed.post("/api/admin/maintenance/cleanup").body())
                .contains("\"guestsClosed\":0", "\"linksDeactivated\":0");
        jump(Duration.ZERO);

        present(bed.guest());
    }

    @Test
    void a_token_ends_by_the_time_that_it_names() throws Exception {
        BareClient carol = present(bed.userFor(GatewayBed.CAROL, Duration.ofMinutes(30)));

        jump(HOUR);

        await().until(() -> !carol.all("auth:token-expired").isEmpty());
        assertThat(alice.all("auth:token-expired")).isEmpty();
    }
}
