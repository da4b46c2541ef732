package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ADMIN_KEY;
import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.GUEST_SESSION;
import static com.meeshy.presence.server.rest.RunningGateway.ROOT;
import static com.meeshy.presence.server.rest.RunningGateway.TEAM;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the description says of credentials is what the routes do.
@NullUnmarked
class DescribedAccessTest {
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder, "DEMO", "true");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_call_without_a_credential_is_answered_401_by_just_those_routes_that_name_one() {
        assertThat(routes())
                .allSatisfy(route -> assertThat(statusOf(route) == 401)
                        .as("%s asks for a credential, its description names %s", route, route.schemes())
                        .isEqualTo(!route.schemes().isEmpty()));
    }

    @Test
    void each_route_names_just_the_credentials_that_open_it() {
        assertThat(routes())
                .filteredOn(each -> !each.schemes().isEmpty())
                .allSatisfy(
                        route -> assertThat(whatOpens(route)).as("%s", route).isEqualTo(route.schemes()));
    }

    private Set<String> whatOpens(Route route) {
        Set<String> opening = new TreeSet<>();
        for (String user : List.of(ALICE, ROOT)) {
            if (isOpen(statusOf(route, "Authorization", "Bearer " + gateway.token(user)))) {
                opening.add("token");
            }
        }
        if (isOpen(statusOf(route, "X-Session-Token", GUEST_SESSION))) {
            opening.add("session");
        }
        if (isOpen(statusOf(route, "X-Admin-Key", ADMIN_KEY))) {
            opening.add("adminKey");
        }
        return opening;
    }

    private static boolean isOpen(int status) {
        return status != 401 && status != 403;
    }

    /// Everybody is back for each call: some of them send people away.
    private int statusOf(Route route, String... headers) {
        gateway.withPeople();
        String body = route.method().equals("GET") ? null : "{}";
        return gateway.send(route.method(), route.path(), body, headers).status();
    }

    private List<Route> routes() {
        JsonNode description = gateway.get("/openapi.json").json();
        assertThat(description.has("security")).as("a rule for all routes").isFalse();
        List<Route> routes = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> routes.add(new Route(
                                each.getKey().toUpperCase(Locale.ROOT),
                                path.getKey()
                                        .replace("/users/{id}", "/users/" + ALICE)
                                        .replace("{id}", TEAM)
                                        .replace("{userId}", ALICE)
                                        .replace("{linkId}", "mshy_demo"),
                                schemes(each.getValue())))));
        assertThat(routes).hasSizeGreaterThan(25);
        return routes;
    }

    private static Set<String> schemes(JsonNode operation) {
        return Stream.of(operation.path("security"))
                .flatMap(JsonNode::valueStream)
                .peek(each -> assertThat(each).as("one credential is enough").hasSize(1))
                .flatMap(each -> each.properties().stream())
                .map(each -> each.getKey())
                .collect(toCollection(TreeSet::new));
    }

    private record Route(String method, String path, Set<String> schemes) {}
}
