package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static com.meeshy.presence.server.rest.RunningGateway.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists may be asked for so often, and so many at a time.
@NullUnmarked
class ListReadsTest {
    private static final ParticipantId READER = ParticipantId.registered(new ObjectId(1, 1));
    private static final ParticipantId OTHER = ParticipantId.registered(new ObjectId(1, 2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations",
                "/api/v1/conversations/" + TEAM,
                "/api/conversations/team/participants?limit=1",
                "/api/conversations/team/participants?onlineOnly=true",
                "/api/users/presence?ids=" + BOB,
                "/api/users/" + BOB
            })
    void who_asks_too_often_is_told_when_to_come_again(String path, @TempDir Path folder) {
        try (RunningGateway gateway = new RunningGateway(folder, "LIST_READS", "3/1h").withPeople()) {
            for (int i = 0; i < 3; i++) {
                assertThat(gateway.get(path, "x-session-token", GUEST_SESSION).status())
                        .isEqualTo(200);
            }
            Answer refused = gateway.get(path, "x-session-token", GUEST_SESSION);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("code").textValue()).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1_000, 1_200);
            assertThat(gateway.getAs(ALICE, path).status()).isEqualTo(200);
            assertThat(gateway.get("/api/users/me", "x-session-token", GUEST_SESSION)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void further_ones_wait_for_a_place_and_others_do_not() throws Exception {
        Settings settings = Settings.from(Map.of("JWT_SECRET", RunningGateway.SECRET, "LIST_READS_AT_ONCE", "1"));
        ListReads reads = new ListReads(
                new Limits(settings.limits(), new PresenceMetrics(), System::nanoTime), settings.limits());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> slow = people.submit(() -> reads.read(READER, () -> {
                begun.countDown();
                awaitQuietly(end);
                return 1;
            }));
            begun.await();
            assertThat(reads.read(OTHER, () -> 2)).isEqualTo(2);
            assertThatThrownBy(() -> reads.read(READER, () -> 3))
                    .isInstanceOfSatisfying(
                            RefusedRequest.class,
                            refused -> assertThat(refused.code()).isEqualTo("RATE_LIMITED"));

            Future<Integer> waiting = people.submit(() -> reads.read(READER, () -> 4));
            end.countDown();
            assertThat(slow.get(2, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(waiting.get(2, TimeUnit.SECONDS)).isEqualTo(4);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
