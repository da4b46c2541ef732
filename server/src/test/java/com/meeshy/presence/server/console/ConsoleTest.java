package com.meeshy.presence.server.console;

import static com.meeshy.presence.server.console.ConsoleWorld.ALICE;
import static com.meeshy.presence.server.console.ConsoleWorld.BOB;
import static com.meeshy.presence.server.console.ConsoleWorld.GUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.server.console.ConsoleWorld.Ear;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a console is shown and can do, over real sockets.
@NullUnmarked
class ConsoleTest {
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
    void the_figures_are_those_of_the_metrics() throws Exception {
        Ear console = world.console();
        Ear alice = world.person(ALICE);
        world.person(ALICE);
        world.guest();
        alice.client.emit("heartbeat", Map.of());
        Ear bob = world.person(BOB);
        bob.client.close();

        JsonNode stats = console.next(
                "stats",
                each -> each.path("totals").path("edges").path("disconnected").asLong() == 1
                        && each.path("throttle").path("requests").asLong() > 0
                        && !each.path("nodes").isEmpty());

        assertThat(stats.path("online")).hasToString("{\"registered\":1,\"guests\":1,\"connections\":3}");
        assertThat(stats.path("online").path("registered").asDouble()
                        + stats.path("online").path("guests").asDouble())
                .isEqualTo(world.metric("meeshy_users_online_total"));
        assertThat(stats.path("totals").path("broadcasts").asDouble())
                .isEqualTo(world.metric("meeshy_user_status_broadcasts_total"));
        assertThat(stats.path("totals").path("edges").path("connected").asDouble())
                .isEqualTo(3)
                .isEqualTo(world.metric("meeshy_edges_total{cause=\"connected\",direction=\"online\"}"));
        assertThat(stats.path("throttle").path("throttled").asDouble())
                .isEqualTo(world.metric("meeshy_throttled_requests_total"));
        assertThat(stats.path("nodes").get(0).path("node").asText()).isEqualTo("node-under-test");
        assertThat(stats.path("nodes").get(0).path("isThisNode").asBoolean()).isTrue();
        assertThat(stats.path("health"))
                .extracting(part -> part.path("name").asText())
                .containsExactly("store", "traffic");
    }

    @Test
    void rates_and_latencies_are_of_the_second_before() throws Exception {
        Ear console = world.console();
        console.next("stats");
        world.person(ALICE);

        JsonNode busy =
                console.next("stats", each -> each.path("rates").path("online").asDouble() > 0);
        assertThat(busy.path("latency").path("count").asLong()).isEqualTo(1);
        assertThat(busy.path("latency").path("p50").asDouble())
                .isEqualTo(busy.path("latency").path("max").asDouble());
        JsonNode quiet = console.next(
                "stats",
                each -> each.path("at").asText().compareTo(busy.path("at").asText()) > 0);
        assertThat(quiet.path("rates").path("online").asDouble()).isZero();
        assertThat(quiet.path("latency").isNull()).isTrue();
    }

    @Test
    void edges_are_told_as_they_happen_and_to_latecomers_at_once() throws Exception {
        Ear console = world.console();
        world.person(ALICE).client.close();

        JsonNode offline = console.next(
                "edges", each -> each.path("edges").findValuesAsText("cause").contains("disconnected"));
        JsonNode edge = offline.path("edges").get(0);
        assertThat(edge.path("userId").asText()).isEqualTo(ALICE);
        assertThat(edge.path("username").asText()).isEqualTo("Alice Martin");
        assertThat(edge.path("isOnline").asBoolean()).isFalse();

        JsonNode known = world.console().next("console:welcome").path("edges");
        assertThat(known.findValuesAsText("cause")).containsExactly("disconnected", "connected");
    }

    @Test
    void people_are_found_by_id_username_and_name() throws Exception {
        world.person(ALICE);
        world.guest();
        Ear console = world.console();

        assertThat(found(console, BOB)).containsExactly("bob");
        assertThat(found(console, GUEST)).containsExactly("guest1");
        assertThat(found(console, "ro")).containsExactly("root");
        assertThat(found(console, "BO")).containsExactly("bob");
        assertThat(found(console, "martin")).containsExactly("alice");
        assertThat(found(console, "zo")).containsExactly("guest1");
        assertThat(found(console, "artin")).isEmpty();
        assertThat(console.ask("person:search", Map.of("query", " "))
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(console.ask("person:search", Map.of("query", "x".repeat(101)))
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_PAYLOAD");
        assertThat(console.ask("person:open", Map.of("userId", "65a0000000000000000000ff"))
                        .path("code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        assertThat(console.ask("anything", Map.of()).path("code").asText()).isEqualTo("UNKNOWN_EVENT");
    }

    private static List<String> found(Ear console, String query) {
        return console.ask("person:search", Map.of("query", query))
                .path("data")
                .path("people")
                .findValuesAsText("username");
    }

    @Test
    void a_file_says_devices_conversations_viewers_and_history() throws Exception {
        world.person(ALICE);
        world.person(ALICE);
        world.person(BOB);
        world.guest();
        Ear console = world.console();

        String text = console.ask("person:open", Map.of("userId", ALICE)).toString();
        JsonNode file = console.ask("person:open", Map.of("userId", ALICE)).path("data");

        assertThat(file.path("person").path("isOnline").asBoolean()).isTrue();
        assertThat(file.path("devices")).hasSize(2);
        JsonNode device = file.path("devices").get(0);
        assertThat(device.path("transport").asText()).isEqualTo("websocket");
        assertThat(device.path("address").asText()).isEqualTo("127.0.0.x");
        assertThat(device.path("software").asText()).isEqualTo("Java");
        assertThat(file.path("conversations").get(0))
                .hasToString("{\"id\":\"" + ConsoleWorld.TEAM + "\",\"identifier\":\"team\",\"title\":\"The team\","
                        + "\"type\":\"group\",\"members\":3,\"online\":3,\"isLarge\":false}");
        assertThat(file.path("viewers"))
                .hasToString("{\"count\":2,\"people\":[{\"username\":\"Bob Keller\",\"isAnonymous\":false},"
                        + "{\"username\":\"Zoé\",\"isAnonymous\":true}]}");
        assertThat(file.path("edges")).hasSize(1);
        assertThat(text).doesNotContain("@", "token", "eyJ");
    }

    @Test
    void a_person_is_disconnected_and_told_so() throws Exception {
        Ear first = world.person(ALICE);
        Ear second = world.person(ALICE);
        Ear console = world.console();

        JsonNode answer = console.ask("person:disconnect", Map.of("userId", ALICE));

        assertThat(answer)
                .hasToString("{\"success\":true,\"data\":{\"userId\":\"" + ALICE + "\",\"connectionsClosed\":2}}");
        assertThat(first.next("auth:session-revoked").path("code").asText()).isEqualTo("DISCONNECTED_BY_ADMIN");
        await().until(() -> first.closed && second.closed);
        console.next("stats", each -> each.path("online").path("registered").asInt() == 0);
    }

    @Test
    void the_maintenance_job_runs_on_demand() throws Exception {
        Ear console = world.console();

        JsonNode answer = console.ask("maintenance:cleanup", Map.of());

        assertThat(answer.path("data").path("zombiesCleaned").asInt()).isZero();
        JsonNode told = console.next("stats", each -> each.path("cleanup").isObject());
        assertThat(told.path("cleanup").path("at").asText())
                .isEqualTo(answer.path("data").path("at").asText());
        assertThat(world.metric("meeshy_last_cleanup_timestamp")).isEqualTo((double)
                Instant.parse(told.path("cleanup").path("at").asText()).getEpochSecond());
    }

    @Test
    void whoever_asks_too_often_is_slowed_down() throws Exception {
        Ear console = world.console();
        List<String> codes = new ArrayList<>();
        // The bucket is refilled meanwhile, by three a second.
        for (int i = 0; i < 31 || (i < 300 && !codes.contains("RATE_LIMITED")); i++) {
            codes.add(console.ask("person:search", Map.of("query", "a"))
                    .path("code")
                    .asText());
        }
        assertThat(codes.subList(0, 30)).containsOnly("");
        assertThat(codes.getLast()).isEqualTo("RATE_LIMITED");
        world.later(Duration.ofSeconds(10));
        assertThat(found(console, "alice")).containsExactly("alice");
    }

    @Test
    void a_console_is_nobody_who_is_present() throws Exception {
        Ear console = world.console(Map.of("token", world.token(ConsoleWorld.ROOT)));

        JsonNode stats = console.next("stats");

        assertThat(stats.path("online")).hasToString("{\"registered\":0,\"guests\":0,\"connections\":0}");
        assertThat(stats.path("consoles").asInt()).isEqualTo(1);
    }
}
