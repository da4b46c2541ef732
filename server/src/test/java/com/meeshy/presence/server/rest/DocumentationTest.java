package com.meeshy.presence.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"");

    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void every_route_is_described_and_nothing_else() {
        JsonNode description = gateway.get("/openapi.json").json();
        Set<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));

        assertThat(description.path("openapi").textValue()).startsWith("3.1");
        assertThat(described).isEqualTo(routes()).contains("get /api/users/me", "get /metrics", "get /health");
    }

    @Test
    void who_calls_is_nothing_that_a_client_writes() {
        assertThat(gateway.get("/openapi.json").text())
                .doesNotContain("\"caller\"", "schemas/Verified")
                .contains("onlineOnly");
    }

    @Test
    void a_message_and_a_guest_are_created() {
        JsonNode paths = gateway.get("/openapi.json").json().path("paths");

        for (String path :
                Set.of("/api/messages", "/api/conversations/{id}/messages", "/api/anonymous/join/{linkId}")) {
            assertThat(paths.path(path).path("post").path("responses").has("201"))
                    .as(path)
                    .isTrue();
        }
    }

    @Test
    void the_page_comes_with_all_it_needs_and_asks_no_other_host() {
        Answer page = gateway.get("/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.text()).doesNotContain("://");
        Set<String> links = LINK.matcher(page.text())
                .results()
                .map((MatchResult link) -> link.group(1))
                .collect(Collectors.toSet());
        assertThat(links)
                .hasSize(4)
                .allSatisfy(
                        link -> assertThat(gateway.get(link).status()).as(link).isEqualTo(200));
        assertThat(gateway.get("/docs/").status()).isEqualTo(200);
        assertThat(gateway.get("/docs/show.js").text()).contains("/openapi.json");
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("com.meeshy.presence.server.rest").stream()
                        .filter(each -> each.isAnnotatedWith(Controller.class))
                        .map(each -> each.reflect())
                        .forEach(controller -> {
                            String prefix =
                                    controller.getAnnotation(Controller.class).value();
                            for (Method method : controller.getDeclaredMethods()) {
                                addRoutes(prefix.equals("/") ? "" : prefix, method, routes);
                            }
                        });
        return routes;
    }

    private static void addRoutes(String prefix, Method method, Set<String> routes) {
        for (Annotation annotation : method.getAnnotations()) {
            Stream<String> paths = switch (annotation) {
                case Get get -> get.uris().length > 1 ? Stream.of(get.uris()) : Stream.of(get.value());
                case Post post -> Stream.of(post.value());
                case Put put -> Stream.of(put.value());
                case Patch patch -> Stream.of(patch.value());
                case Delete delete -> Stream.of(delete.value());
                default -> Stream.empty();
            };
            String verb = annotation.annotationType().getSimpleName().toLowerCase(Locale.ROOT);
            paths.map(path -> path.replaceAll("\\{\\?.*", "").replaceAll("/$", ""))
                    .forEach(path -> routes.add(verb + " " + prefix + path));
        }
    }
}
