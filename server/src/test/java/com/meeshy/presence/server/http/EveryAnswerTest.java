package com.meeshy.presence.server.http;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.rest.RunningGateway;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is asked, and however badly: the answer carries the headers that bind a browser, and a failure its
/// envelope.
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryAnswerTest {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    private static final String END = "\r\n";

    private RunningGateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("web")).resolve("index.html"), "<h1>Meeshy</h1>");
        gateway = new RunningGateway(
                        folder.resolve("data"),
                        "PUBLIC_DIR",
                        folder.resolve("web").toString())
                .withPeople();
        gateway.storeHealth = null;
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    static Stream<Arguments> toRoutes() {
        return Stream.of(
                Arguments.of("a page", 200, "GET /" + HOST + END),
                Arguments.of("life", 200, "GET /health/live" + HOST + END),
                Arguments.of("no credential", 401, "GET /api/users/me" + HOST + END),
                Arguments.of("a bad token", 401, "GET /api/users/me" + HOST + "Authorization: Bearer x" + END + END),
                Arguments.of("not an admin", 403, "GET /api/stats" + HOST + "Authorization: Bearer {bob}" + END + END),
                Arguments.of("a wrong key", 403, "GET /api/stats" + HOST + "X-Admin-Key: x" + END + END),
                Arguments.of(
                        "hidden", 403, "GET /api/conversations/none" + HOST + "Authorization: {alice}" + END + END),
                Arguments.of("no route", 404, "GET /api/nothing" + HOST + END),
                Arguments.of("no file", 404, "GET /nothing.js" + HOST + END),
                Arguments.of("another method", 405, "DELETE /health/live" + HOST + END),
                Arguments.of("a method nobody knows", 405, "BREW /health/live" + HOST + END),
                Arguments.of(
                        "another type",
                        415,
                        "POST /api/messages" + HOST + "Authorization: {alice}" + END
                                + "Content-Type: text/csv\r\nContent-Length: 1\r\n\r\nx"),
                Arguments.of(
                        "an answer it does not give",
                        406,
                        "GET /api/users/me" + HOST + "Authorization: {alice}\r\nAccept: image/png" + END + END),
                Arguments.of(
                        "too large",
                        413,
                        "POST /api/anonymous/join/x" + HOST
                                + "Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n"),
                Arguments.of(
                        "no JSON",
                        400,
                        "POST /api/anonymous/join/x" + HOST
                                + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{"),
                Arguments.of("a defect", 500, "GET /health/ready" + HOST + END));
    }

    /// What is wrong before any route could have it.
    static Stream<Arguments> badHttp() {
        return Stream.of(
                Arguments.of("a space in the address", 400, "GET /api/users me" + HOST + END),
                Arguments.of("a percent sign", 400, "GET /api/users/%zz" + HOST + END),
                Arguments.of("a bracket", 400, "GET http://[" + HOST + END),
                Arguments.of("no path", 404, "GET ?x" + HOST + END),
                Arguments.of("a header without a colon", 400, "GET /health/live" + HOST + "nonsense" + END + END),
                Arguments.of("a header with a control", 400, "GET /health/live" + HOST + "A: \u0001" + END + END),
                Arguments.of("a length that is none", 400, "POST /api/messages" + HOST + "Content-Length: x\r\n\r\n"),
                Arguments.of("two lengths", 400, "POST /x" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
                Arguments.of(
                        "a chunk that is none",
                        400,
                        "POST /api/anonymous/join/x" + HOST
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
                Arguments.of("a long address", 414, "GET /" + "a".repeat(17_000) + HOST + END),
                Arguments.of("a long header", 431, "GET /" + HOST + "A: " + "a".repeat(17_000) + END + END),
                Arguments.of("no HTTP", 400, "nonsense" + END + END),
                Arguments.of("another HTTP", 505, "GET / HTTP/9.9" + END + END));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"toRoutes", "badHttp"})
    void carries_its_headers_and_its_envelope(String what, int status, String request) throws Exception {
        String answer =
                raw(request.replace("{alice}", "Bearer " + gateway.token(ALICE)).replace("{bob}", gateway.token(BOB)));

        String head =
                answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n"))).toLowerCase(Locale.ROOT);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(head)
                .contains(
                        "x-content-type-options: nosniff",
                        "x-frame-options: deny",
                        "referrer-policy: no-referrer",
                        "content-security-policy: default-src 'self'",
                        "cache-control: no-");
        if (status >= 400) {
            assertThat(head).contains("content-type: application/json");
            JsonNode body = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            assertThat(body.path("error").asText()).isNotBlank().doesNotContain("Exception", "io.netty");
            assertThat(body.path("code").asText()).matches("[A-Z_]+");
        }
    }

    private String raw(String text) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
