package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@NullUnmarked
class BadInputTest {
    private RunningGateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        gateway = new RunningGateway(folder, "MAX_BODY", "12mb").withPeople();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertFailure(Answer answer, int status, String code, String error) {
        assertThat(answer.text())
                .isEqualTo("{\"success\":false,\"error\":\"" + error + "\",\"code\":\"" + code + "\"}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/json");
    }

    private String raw(String text) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"content\":}", "hello", "{\"content\":\"a\"", "\"", "[[[["})
    void a_body_that_is_not_json(String body) {
        assertFailure(
                gateway.postAs(ALICE, "/api/messages", body), 400, "INVALID_REQUEST", "The body is not valid JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null", "\"text\"", "{\"content\":{\"a\":1}}", "{\"content\":[1]}"})
    void a_body_of_the_wrong_shape(String body) {
        Answer answer = gateway.postAs(ALICE, "/api/messages", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("code").textValue()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.text()).doesNotContain("com.meeshy", "jackson", "java.");
    }

    @Test
    void a_missing_body() {
        Answer answer = gateway.postAs(ALICE, "/api/messages", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("com.meeshy");
    }

    @Test
    void a_deeply_nested_body_is_refused_and_the_server_lives_on() {
        String body = "{\"content\":" + "[".repeat(30_000);

        assertThat(gateway.postAs(ALICE, "/api/messages", body).status()).isEqualTo(400);
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"more\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
                "{\"content\":11111111111111111111111111111111111111111111111111111111111111}",
                "{\"more\":1.111111111111111111111111111111111111111111111111111111111111}"
            })
    void a_body_that_is_deeper_or_longer_than_any_request_needs(String body) {
        assertFailure(
                gateway.postAs(ALICE, "/api/messages", body),
                400,
                "INVALID_REQUEST",
                "The body is nested too deeply, or holds a number that is too long.");
    }

    @Test
    void a_field_that_is_there_twice() {
        assertFailure(
                gateway.postAs(
                        ALICE,
                        "/api/messages",
                        "{\"conversationId\":\"x\",\"conversationId\":\"team\",\"content\":\"a\"}"),
                400,
                "INVALID_REQUEST",
                "The body names a field twice.");
        assertFailure(
                gateway.asAdmin("POST", "/api/admin/import", "{\"users\":[],\"users\":[]}"),
                400,
                "INVALID_REQUEST",
                "The body names a field twice.");
    }

    @Test
    void an_exponent_without_end_is_no_number() {
        long begun = System.nanoTime();
        Answer answer = gateway.asAdmin(
                "POST",
                "/api/admin/import",
                "{\"shareLinks\":[{\"id\":\"65d000000000000000000009\",\"maxConcurrentUsers\":1e999999999}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    private static final String TOO_LARGE = "The body is larger than the 64 KB that this address takes.";

    @Test
    void a_body_that_is_too_large() {
        String body = "{\"content\":\"" + "x".repeat(70_000) + "\"}";

        assertFailure(gateway.postAs(ALICE, "/api/messages", body), 413, "BODY_TOO_LARGE", TOO_LARGE);
        assertFailure(gateway.post("/api/anonymous/join/mshy_demo", body), 413, "BODY_TOO_LARGE", TOO_LARGE);
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void a_body_that_is_too_large_and_comes_in_pieces() throws Exception {
        String piece = "5000\r\n" + " ".repeat(0x5000) + "\r\n";

        String answer =
                raw("POST /api/anonymous/join/mshy_demo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + piece.repeat(4) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").endsWith(TOO_LARGE + "\",\"code\":\"BODY_TOO_LARGE\"}");
    }

    /// A socket closed with unread bytes is reset, and the answer lost on its way.
    @Test
    void whoever_is_still_sending_hears_the_answer() throws Exception {
        String head = String.join(
                "\r\n",
                "POST /api/anonymous/join/mshy_demo HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Connection: close",
                "");
        String piece = "5000\r\n" + " ".repeat(0x5000) + "\r\n";
        String spoilt = head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + piece.repeat(150);

        for (int i = 0; i < 10; i++) {
            assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n" + piece.repeat(150)))
                    .startsWith("HTTP/1.1 413 ");
            assertThat(raw(head + "Content-Length: 3000000\r\n\r\n" + " ".repeat(2_900_000)))
                    .startsWith("HTTP/1.1 413 ");
            assertThat(raw(spoilt)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void an_import_may_be_as_large_as_the_setting_says_and_no_larger() {
        String document = "{\"users\":[]}";

        assertThat(gateway.asAdmin("POST", "/api/admin/import", document + " ".repeat(11_000_000))
                        .status())
                .isEqualTo(200);
        assertFailure(
                gateway.asAdmin("POST", "/api/admin/import", document + " ".repeat(13_000_000)),
                413,
                "BODY_TOO_LARGE",
                "The document is larger than this gateway takes at once (MAX_BODY): send it in parts, users first; what was"
                        + " imported already may be sent again.");
        assertThat(gateway.asAdmin("POST", "/api/admin/import?again", document).status())
                .isEqualTo(200);
    }

    @Test
    void another_media_type() {
        Answer answer = gateway.post(
                "/api/messages",
                "content=x",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                gateway.token(ALICE));

        assertFailure(answer, 415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
    }

    @Test
    void an_address_that_is_not_there_and_a_method_it_does_not_take() {
        assertFailure(gateway.getAs(ALICE, "/api/nothing"), 404, "NOT_FOUND", "There is nothing at /api/nothing.");
        assertFailure(
                gateway.send("DELETE", "/api/users/me", null),
                405,
                "METHOD_NOT_ALLOWED",
                "This address does not take DELETE.");
    }

    @Test
    void an_address_that_is_too_long() {
        int status =
                gateway.get("/api/users/presence?ids=" + "a".repeat(20_000)).status();

        assertThat(status).isIn(400, 413, 414);
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void pipelined_requests_are_answered_in_their_order() throws Exception {
        String token = gateway.token(ALICE);
        String me = "GET /api/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        String nothing = "GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n";
        String live = "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answers = raw(me + nothing + me + live);

        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(5);
        int first = answers.indexOf("\"username\":\"alice\"");
        int second = answers.indexOf("There is nothing at /api/nothing.");
        int third = answers.lastIndexOf("\"username\":\"alice\"");
        int fourth = answers.indexOf("{\"status\":\"UP\"}");
        assertThat(first).isPositive().isLessThan(second);
        assertThat(second).isLessThan(third);
        assertThat(third).isLessThan(fourth);
    }

    @Test
    void a_pipeline_without_end_is_cut_and_not_told_in_the_log() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            assertThatThrownBy(() -> raw("GET /api/users/me HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000)))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void rubbish_instead_of_http() throws Exception {
        String answer = raw("\u0001\u0002 nonsense\r\n\r\n");

        assertThat(answer)
                .satisfiesAnyOf(
                        it -> assertThat(it).isEmpty(), it -> assertThat(it).contains(" 400 "));
        assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void a_bug_tells_nothing_of_the_inside() {
        gateway.storeHealth = null;
        Answer answer = gateway.get("/health/ready");

        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(answer.text()).doesNotContain("Exception", "com.meeshy", "null");
    }
}
