package com.meeshy.presence.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.server.rest.HealthPart;
import com.meeshy.presence.server.rest.RunningGateway;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class HttpServerTest {
    @TempDir
    Path folder;

    @Test
    void a_port_in_use_is_one_sentence() {
        try (RunningGateway first = new RunningGateway(folder.resolve("a"))) {
            String port = Integer.toString(first.port());

            assertThatThrownBy(() -> new RunningGateway(folder.resolve("b"), "PORT", port))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port " + port + " on 127.0.0.1 cannot be opened (Address already in use): stop whoever"
                            + " uses it, or set PORT or HOST to another one.");
            assertThat(first.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void an_address_of_another_machine_is_one_sentence() {
        assertThatThrownBy(() -> new RunningGateway(folder, "HOST", "192.0.2.1"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Port 0 on 192.0.2.1 cannot be opened (");
        assertThatThrownBy(() -> new RunningGateway(folder, "HOST", "no.such.host.invalid"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("no.such.host.invalid cannot be opened (");
    }

    @Test
    void health_tells_machines_what_to_do() {
        try (RunningGateway gateway = new RunningGateway(folder)) {
            assertThat(gateway.get("/health/live").text()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(gateway.get("/health/ready").text())
                    .isEqualTo("{\"status\":\"UP\",\"parts\":{\"store\":{\"status\":\"UP\",\"detail\":null}}}");

            gateway.storeHealth = HealthPart.State.degraded("away");
            Answer degraded = gateway.get("/health/ready");
            assertThat(degraded.status()).as("still serves").isEqualTo(200);
            assertThat(degraded.text())
                    .isEqualTo(
                            "{\"status\":\"DEGRADED\",\"parts\":{\"store\":{\"status\":\"DEGRADED\",\"detail\":\"away\"}}}");

            gateway.storeHealth = HealthPart.State.down("draining");
            Answer down = gateway.get("/health/ready");
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.text())
                    .isEqualTo(
                            "{\"status\":\"DOWN\",\"parts\":{\"store\":{\"status\":\"DOWN\",\"detail\":\"draining\"}}}");
        }
    }

    @Test
    void metrics_are_prometheus_text() {
        try (RunningGateway gateway = new RunningGateway(folder)) {
            gateway.metrics.usersOnline(() -> 3);
            Answer answer = gateway.get("/metrics");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).startsWith("text/plain");
            assertThat(answer.text()).contains("meeshy_users_online_total 3.0");
        }
    }

    @Test
    void the_web_page_is_served_with_headers_that_bind_it() throws Exception {
        Path page = Files.createDirectories(folder.resolve("web/assets")).getParent();
        Files.writeString(page.resolve("index.html"), "<h1>Meeshy</h1>");
        Files.writeString(page.resolve("assets/app-1a2b.js"), "1");
        Files.writeString(folder.resolve("outside.txt"), "outside");

        try (RunningGateway gateway = new RunningGateway(folder.resolve("data"), "PUBLIC_DIR", page.toString())) {
            Answer index = gateway.get("/");
            assertThat(index.text()).isEqualTo("<h1>Meeshy</h1>");
            assertThat(index.header("content-type")).startsWith("text/html");
            assertThat(index.header("content-security-policy")).contains("default-src 'self'");
            assertThat(index.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(index.header("cache-control")).isEqualTo("no-cache");
            assertThat(gateway.get("/assets/app-1a2b.js").header("cache-control"))
                    .isEqualTo("public, max-age=31536000, immutable");
            assertThat(gateway.get("/missing.js").status()).isEqualTo(404);
            for (String way :
                    new String[] {"/../outside.txt", "/%2e%2e/outside.txt", "/assets/..%2f..%2foutside.txt"}) {
                assertThat(gateway.get(way).text()).isNotEqualTo("outside");
            }
        }
    }

    @Test
    void without_a_web_page_everything_else_works() {
        try (RunningGateway gateway =
                new RunningGateway(folder, "PUBLIC_DIR", folder.resolve("none").toString())) {
            assertThat(gateway.get("/").status()).isEqualTo(404);
            assertThat(gateway.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void a_page_of_another_origin_may_call_only_when_it_is_listed() {
        String here = "https://app.example.org";
        String[] preflight = {
            "Origin", here,
            "Access-Control-Request-Method", "GET",
            "Access-Control-Request-Headers", "authorization,x-session-token"
        };
        try (RunningGateway gateway = new RunningGateway(folder.resolve("a"), "CORS_ORIGINS", here).withPeople()) {
            Answer answer = gateway.send("OPTIONS", "/api/users/me", null, preflight);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(here);
            assertThat(gateway.get("/api/users/me", "Origin", here).header("access-control-allow-origin"))
                    .isEqualTo(here);
            assertThat(gateway.get("/health/live", "Origin", "https://evil.example")
                            .header("access-control-allow-origin"))
                    .isNull();
        }
        try (RunningGateway closed = new RunningGateway(folder.resolve("b"))) {
            assertThat(closed.send("OPTIONS", "/api/users/me", null, preflight).header("access-control-allow-origin"))
                    .isNull();
        }
        try (RunningGateway open = new RunningGateway(folder.resolve("c"), "CORS_ORIGINS", "*")) {
            assertThat(open.get("/health/live", "Origin", here).header("access-control-allow-origin"))
                    .isIn("*", here);
        }
    }

    @Test
    void the_demo_exists_in_demo_mode_only() {
        try (RunningGateway gateway = new RunningGateway(folder.resolve("a"), "DEMO", "true").withPeople()) {
            assertThat(gateway.get("/demo/people")
                            .data()
                            .path("people")
                            .get(0)
                            .path("username")
                            .textValue())
                    .isEqualTo("alice");
            Answer signedIn = gateway.post("/demo/sign-in", "{\"username\":\"alice\"}");
            assertThat(signedIn.status()).isEqualTo(200);
            assertThat(signedIn.data().path("user").path("name").textValue()).isEqualTo("Alice");
            String token = signedIn.data().path("token").textValue();
            assertThat(gateway.get("/api/users/me", "Authorization", "Bearer " + token)
                            .status())
                    .isEqualTo(200);
            assertThat(gateway.post("/demo/sign-in", "{\"username\":\"nobody\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(gateway.post("/demo/sign-in", "{}").status()).isEqualTo(400);
        }
        try (RunningGateway production = new RunningGateway(folder.resolve("b")).withPeople()) {
            assertThat(production.get("/demo/people").status()).isEqualTo(404);
            assertThat(production
                            .post("/demo/sign-in", "{\"username\":\"alice\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void the_environment_of_the_process_does_not_reach_micronaut() {
        System.setProperty("micronaut.server.port", "1");
        try (RunningGateway gateway = new RunningGateway(folder)) {
            assertThat(gateway.port()).isNotEqualTo(1);
        } finally {
            System.clearProperty("micronaut.server.port");
        }
    }

    @Test
    void a_running_request_is_finished_before_the_stop() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RunningGateway gateway = new RunningGateway(folder).withPeople();
        gateway.beforeTouch = () -> {
            entered.countDown();
            try {
                release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        CompletableFuture<Answer> request =
                CompletableFuture.supplyAsync(() -> gateway.getAs(RunningGateway.ALICE, "/api/users/status"));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        Thread stop = Thread.ofVirtual().start(gateway::stopServer);
        awaitRefusal(gateway);
        release.countDown();

        assertThat(request.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        stop.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(stop.isAlive()).isFalse();
        gateway.close();
    }

    private static void awaitRefusal(RunningGateway gateway) {
        org.awaitility.Awaitility.await().until(() -> {
            try {
                new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), gateway.port()).close();
                return false;
            } catch (ConnectException e) {
                return true;
            }
        });
    }
}
