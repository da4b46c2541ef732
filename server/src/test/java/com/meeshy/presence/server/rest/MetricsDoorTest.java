package com.meeshy.presence.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Metrics tell of people, if only how many: they are not for everybody.
@NullUnmarked
class MetricsDoorTest {
    private static final String TOKEN = "a-token-for-prometheus";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void only_this_machine_itself_reads_them_and_no_proxy_on_it(String header) {
        for (String trusted : new String[] {"true", "false"}) {
            try (RunningGateway gateway = new RunningGateway(folder, "TRUST_PROXY", trusted)) {
                assertThat(gateway.get("/metrics").status()).isEqualTo(200);
                Answer proxied = gateway.get("/metrics", header, "127.0.0.1");
                assertThat(proxied.status()).isEqualTo(401);
                assertThat(proxied.text())
                        .isEqualTo("{\"error\":\"Metrics token required\",\"code\":\"AUTH_REQUIRED\"}");
                assertThat(gateway.get("/health/ready", header, "127.0.0.1").status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void the_token_opens_them_to_others() {
        try (RunningGateway gateway = new RunningGateway(folder, "METRICS_TOKEN", TOKEN)) {
            assertThat(gateway.get("/metrics").status()).isEqualTo(200);
            assertThat(proxied(gateway, "Bearer " + TOKEN)).isEqualTo(200);
            assertThat(proxied(gateway, "bearer " + TOKEN)).isEqualTo(200);
            assertThat(proxied(gateway, TOKEN)).isEqualTo(401);
            assertThat(proxied(gateway, "Bearer " + TOKEN + "x")).isEqualTo(401);
            assertThat(proxied(gateway, "Bearer ")).isEqualTo(401);
            for (int i = 0; i < 40; i++) {
                proxied(gateway, "Bearer guess-" + i);
            }
            assertThat(proxied(gateway, "Bearer another")).as("found by trying").isEqualTo(429);
            assertThat(proxied(gateway, "Bearer " + TOKEN)).isEqualTo(200);
        }
    }

    private static int proxied(RunningGateway gateway, String authorization) {
        return gateway.get("/metrics", "X-Forwarded-For", "192.0.2.7", "Authorization", authorization)
                .status();
    }

    @Test
    void without_a_token_nothing_opens_them_to_others() {
        try (RunningGateway gateway = new RunningGateway(folder)) {
            assertThat(proxied(gateway, "Bearer null")).isEqualTo(401);
            assertThat(proxied(gateway, "Bearer ")).isEqualTo(401);
        }
    }

    @Test
    void a_management_port_serves_them_and_health_and_nothing_else() throws Exception {
        int port = freePort();
        try (RunningGateway gateway =
                new RunningGateway(folder, "MANAGEMENT_PORT", Integer.toString(port)).withPeople()) {
            assertThat(gateway.port()).isNotEqualTo(port);
            assertThat(gateway.get("/metrics").text())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"There is nothing at /metrics.\",\"code\":\"NOT_FOUND\"}");
            assertThat(gateway.get("/metrics").status()).isEqualTo(404);
            assertThat(gateway.get("/health/live").status()).isEqualTo(200);

            assertThat(get(port, "/metrics").body()).contains("meeshy_auth_requests_total");
            assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
            for (String path : new String[] {"/", "/api/users/me", "/openapi.json", "/socket.io/?EIO=4", "/docs"}) {
                HttpResponse<String> answer = get(port, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).contains("There is nothing at");
            }
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
