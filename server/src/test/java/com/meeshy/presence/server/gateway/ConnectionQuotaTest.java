package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many connections one person may have, over real sockets.
@NullUnmarked
class ConnectionQuotaTest {
    private static final int MOST = 3;

    private final List<BareClient> clients = new ArrayList<>();
    private SocketBed bed;

    @BeforeEach
    void start(@TempDir Path folder) {
        LimitSettings limits = LimitSettings.defaults().with(Limit.SOCKETS_PER_PERSON, Integer.toString(MOST));
        bed = new SocketBed(folder, 2, UnaryOperator.identity(), limits);
    }

    @AfterEach
    void stop() {
        clients.forEach(BareClient::close);
        bed.close();
    }

    private BareClient comes(int person) {
        BareClient client = new BareClient(bed, person);
        clients.add(client);
        return client;
    }

    private BareClient isIn(int person) {
        BareClient client = comes(person);
        await().until(() -> answered(client));
        assertThat(client.all(ServerEvent.AUTHENTICATED)
                        .getFirst()
                        .path("success")
                        .asBoolean())
                .isTrue();
        return client;
    }

    private static boolean answered(BareClient client) {
        return !client.all(ServerEvent.AUTHENTICATED).isEmpty();
    }

    private static boolean isIn(BareClient client) {
        return client.all(ServerEvent.AUTHENTICATED).getFirst().path("success").asBoolean();
    }

    @Test
    void the_one_too_many_is_told_to_stay_away_and_the_others_stay() {
        List<BareClient> first = List.of(isIn(0), isIn(0), isIn(0));

        BareClient tooMany = comes(0);
        await().until(tooMany::isClosed);

        JsonNode answer = tooMany.all(ServerEvent.AUTHENTICATED).getFirst();
        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("code").asText()).isEqualTo("TOO_MANY_CONNECTIONS");
        assertThat(answer.path("retry").isBoolean()).isTrue();
        assertThat(answer.path("retry").asBoolean()).isFalse();
        assertThat(tooMany.all(ServerEvent.ERROR).getFirst().path("code").asText())
                .isEqualTo("TOO_MANY_CONNECTIONS");
        assertThat(tooMany.isDisconnected())
                .as("clients do not retry after a disconnect by the server")
                .isTrue();
        assertThat(first).noneMatch(BareClient::isClosed);
        isIn(1);
    }

    @Test
    void whoever_leaves_makes_room() {
        BareClient leaving = isIn(0);
        isIn(0);
        isIn(0);

        leaving.leave();
        await().until(() -> bed.sessions.of(SocketBed.person(0)).size() == MOST - 1);

        isIn(0);
    }

    @Test
    void of_those_who_come_at_the_same_moment_no_more_are_let_in_than_there_is_room_for() {
        for (int i = 0; i < 5 * MOST; i++) {
            comes(0);
        }
        await().until(() -> clients.stream().allMatch(ConnectionQuotaTest::answered));

        assertThat(clients.stream().filter(ConnectionQuotaTest::isIn)).hasSize(MOST);
        assertThat(bed.sessions.of(SocketBed.person(0))).hasSize(MOST);
    }

    @Test
    void lines_that_are_dead_keep_nobody_out_but_never_more_than_twice_as_many_are_held() throws Exception {
        for (int i = 0; i < MOST; i++) {
            isIn(0).fallSilent();
        }
        // They spoke a moment ago, and so count as living for that long.
        Thread.sleep(Duration.ofMillis(400));

        for (int i = 0; i < MOST; i++) {
            isIn(0).fallSilent();
        }
        Thread.sleep(Duration.ofMillis(400));
        BareClient tooMany = comes(0);
        await().until(tooMany::isClosed);

        assertThat(bed.sessions.of(SocketBed.person(0))).hasSize(2 * MOST);
    }
}
