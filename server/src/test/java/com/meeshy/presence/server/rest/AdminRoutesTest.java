package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST;
import static com.meeshy.presence.server.rest.RunningGateway.STRANGER;
import static com.meeshy.presence.server.rest.RunningGateway.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class AdminRoutesTest {
    private static final ParticipantId STRANGER_ID = ParticipantId.registered(ObjectId.parse(STRANGER));

    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder).withPeople();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void the_numbers_of_the_system_under_all_three_addresses() {
        String stats =
                gateway.asAdmin("GET", "/api/admin/maintenance/stats", null).text();

        assertThat(stats)
                .isEqualTo("{\"success\":true,\"data\":{\"onlineUsers\":2,\"totalUsers\":5,\"anonymousSessions\":1,"
                        + "\"onlineAnonymous\":1,\"connections\":5,\"offlineThresholdMinutes\":5,"
                        + "\"maintenanceActive\":true,\"lastCleanup\":null,\"lastCleanupResult\":null}}");
        assertThat(gateway.asAdmin("GET", "/api/stats", null).text()).isEqualTo(stats);
        assertThat(gateway.asAdmin("GET", "/api/maintenance/stats", null).text())
                .isEqualTo(stats);
    }

    @Test
    void maintenance_runs_on_demand_and_says_what_it_did() {
        Instant longAgo = gateway.now.get().minus(Duration.ofHours(1));
        gateway.storage.presence().write(List.of(new StoredPresence(STRANGER_ID, true, null, longAgo, 5)));
        Answer zombies = gateway.asAdmin("POST", "/api/admin/maintenance/cleanup-zombies", null);
        gateway.now.updateAndGet(now -> now.plus(Duration.ofHours(25)));
        Answer all = gateway.asAdmin("POST", "/api/admin/maintenance/cleanup", "{}");

        assertThat(zombies.text())
                .isEqualTo("{\"success\":true,\"data\":{\"at\":\"2026-01-15T12:00:00.000Z\",\"tookMs\":0,"
                        + "\"zombiesCleaned\":1,\"guestsClosed\":0,\"linksDeactivated\":0}}");
        assertThat(all.data().path("guestsClosed").intValue()).isEqualTo(1);
        assertThat(all.data().path("linksDeactivated").intValue()).isEqualTo(1);
        assertThat(gateway.left).containsExactly("guest:" + GUEST + " " + TEAM);
        assertThat(gateway.asAdmin("GET", "/api/stats", null).data().path("lastCleanupResult"))
                .isEqualTo(all.data());
    }

    @Test
    void status_metrics_have_the_names_of_the_runbook() throws InterruptedException {
        gateway.tracker
                .connected(gateway.loader.load(STRANGER_ID), new ConnectionId(new NodeId("test"), 1))
                .join();
        gateway.recorder.flush();
        gateway.tracker.active(STRANGER_ID);
        gateway.tracker.active(STRANGER_ID);
        assertThat(gateway.asAdmin("GET", "/api/admin/status-metrics", null).text())
                .isEqualTo("{\"success\":true,\"data\":{\"totalRequests\":2,\"throttledRequests\":2,"
                        + "\"successfulUpdates\":1,\"failedUpdates\":0,\"cacheSize\":1,\"throttleRate\":100.0}}");
        JsonNode reset =
                gateway.asAdmin("POST", "/api/admin/status-metrics/reset", null).data();
        assertThat(reset.path("totalRequests").intValue()).isZero();
        assertThat(reset.path("successfulUpdates").intValue()).isZero();
        assertThat(reset.path("cacheSize").intValue()).isEqualTo(1);
    }

    @Test
    void a_participant_is_disconnected_whichever_kind_it_is() {
        Answer user = gateway.asAdmin("POST", "/api/admin/users/" + ALICE + "/disconnect", null);
        gateway.asAdmin("POST", "/api/admin/users/" + GUEST + "/disconnect", null);

        assertThat(user.data().path("connectionsClosed").intValue()).isEqualTo(2);
        assertThat(gateway.closed).containsExactly("user:" + ALICE + " BY_ADMIN", "guest:" + GUEST + " BY_ADMIN");
        assertThat(gateway.asAdmin("POST", "/api/admin/users/65a0000000000000000000ff/disconnect", null)
                        .status())
                .isEqualTo(404);
        assertThat(gateway.asAdmin("POST", "/api/admin/users/alice/disconnect", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void membership_changes_reach_the_live_connections() {
        String path = "/api/admin/conversations/team/members/" + STRANGER;

        assertThat(gateway.asAdmin("PUT", path, null).data().path("changed").booleanValue())
                .isTrue();
        assertThat(gateway.getAs(STRANGER, "/api/users/" + BOB).status()).isEqualTo(200);
        assertThat(gateway.asAdmin("PUT", path, "{\"role\":\"ADMIN\"}")
                        .data()
                        .path("changed")
                        .booleanValue())
                .isFalse();
        assertThat(gateway.asAdmin("DELETE", path, null).data().path("changed").booleanValue())
                .isTrue();
        assertThat(gateway.getAs(STRANGER, "/api/users/" + BOB).status()).isEqualTo(403);
        assertThat(gateway.changedParticipants)
                .as("nobody is read again for it")
                .isEmpty();
        assertThat(gateway.joined).containsExactly("user:" + STRANGER + " " + TEAM);
        assertThat(gateway.changedConversations).isEmpty();
        assertThat(gateway.left).containsExactly("user:" + STRANGER + " " + TEAM);

        assertThat(gateway.asAdmin("PUT", "/api/admin/conversations/no/members/" + STRANGER, null)
                        .status())
                .isEqualTo(404);
        assertThat(gateway.asAdmin("PUT", "/api/admin/conversations/team/members/65a0000000000000000000ff", null)
                        .status())
                .isEqualTo(404);
        assertThat(gateway.asAdmin("PUT", "/api/admin/conversations/team/members/x", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_deactivated_user_is_out_at_once() {
        Answer answer = gateway.asAdmin("PATCH", "/api/admin/users/" + ALICE, "{\"isActive\":false}");

        assertThat(answer.data().path("isActive").isBoolean()).isTrue();
        assertThat(answer.data().path("isActive").booleanValue()).isFalse();
        assertThat(gateway.closed).containsExactly("user:" + ALICE + " DEACTIVATED");
        assertThat(gateway.getAs(ALICE, "/api/users/me").status()).isEqualTo(401);
    }

    @Test
    void a_renamed_user_is_read_again_and_an_unchanged_one_is_not() {
        gateway.asAdmin("PATCH", "/api/admin/users/" + STRANGER, "{\"displayName\":\"Stranger\"}");
        assertThat(gateway.changedParticipants).isEmpty();

        Answer answer = gateway.asAdmin("PATCH", "/api/admin/users/" + STRANGER, "{\"displayName\":\"A friend\"}");
        assertThat(answer.data().path("displayName").textValue()).isEqualTo("A friend");
        assertThat(gateway.changedParticipants).containsExactly(STRANGER_ID);
        assertThat(gateway.asAdmin("PATCH", "/api/admin/users/65a0000000000000000000ff", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_import_takes_effect_and_may_be_repeated() {
        String document = "{\"users\":[{\"id\":\"65a000000000000000000009\",\"username\":\"nine\",\"isActive\":true}],"
                + "\"conversations\":[{\"id\":\"" + TEAM
                + "\",\"identifier\":\"team\",\"type\":\"group\",\"members\":[\""
                + "65a000000000000000000009\"]}],\"shareLinks\":[{\"id\":\"65d000000000000000000009\",\"linkId\":\"l9\","
                + "\"conversationId\":\"" + TEAM + "\",\"expiresAt\":null,\"maxConcurrentUsers\":null}]}";

        Answer first = gateway.asAdmin("POST", "/api/admin/import", document);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.data().path("users").path("created").intValue()).isEqualTo(1);
        assertThat(first.data().path("membersAdded").intValue()).isEqualTo(1);
        assertThat(gateway.getAs("65a000000000000000000009", "/api/conversations")
                        .data())
                .hasSize(1);
        assertThat(gateway.changedParticipants)
                .contains(ParticipantId.registered(ObjectId.parse("65a000000000000000000009")));

        Answer second = gateway.asAdmin("POST", "/api/admin/import", document);
        assertThat(second.data().path("users").path("unchanged").intValue()).isEqualTo(1);
        assertThat(second.data().path("membersAdded").intValue()).isZero();
    }

    @Test
    void an_import_that_deactivates_somebody_closes_their_connections() {
        gateway.asAdmin(
                "POST",
                "/api/admin/import",
                "{\"users\":[{\"id\":\"" + BOB + "\",\"username\":\"bob\",\"isActive\":false}]}");

        assertThat(gateway.closed).containsExactly("user:" + BOB + " DEACTIVATED");
    }

    @Test
    void a_document_with_mistakes_changes_nothing_and_names_each() {
        Answer answer = gateway.asAdmin(
                "POST", "/api/admin/import", "{\"users\":[{\"id\":\"x\",\"username\":\"a\"},{\"username\":\"b\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").textValue()).isEqualTo("INVALID_IMPORT");
        assertThat(answer.json().path("problems").size()).isGreaterThanOrEqualTo(2);
        assertThat(answer.text()).contains("users[0].id");

        Answer kind = gateway.asAdmin("POST", "/api/admin/import", "{\"users\":[{\"isActive\":\"perhaps\"}]}");
        assertThat(kind.status()).isEqualTo(400);
        assertThat(kind.json().path("error").textValue())
                .isEqualTo("The field users[0].isActive has a value of the wrong kind.");
    }
}
