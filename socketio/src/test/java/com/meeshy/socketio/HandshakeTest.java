package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aPollingSessionIsOpenedWithTheSettingsOfTheServer() throws Exception {
        try (RawHttp http = bed.http()) {
            RawHttp.Answer answer = http.get(TestBed.POLLING);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
            assertThat(answer.text()).startsWith("0{");
            JsonNode open = new ObjectMapper().readTree(answer.text().substring(1));
            assertThat(open.path("upgrades")).hasToString("[\"websocket\"]");
            assertThat(open.path("pingInterval").asInt()).isEqualTo(25_000);
            assertThat(open.path("pingTimeout").asInt()).isEqualTo(10_000);
            assertThat(open.path("maxPayload").asInt()).isEqualTo(100_000);
            assertThat(open.path("sid").asText()).hasSize(20);
        }
    }

    @Test
    void aWebSocketSessionHasNothingToUpgradeTo() throws Exception {
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET)) {
            assertThat(socket.handshake().status()).isEqualTo(101);
            assertThat(socket.next()).contains("\"upgrades\":[]");
        }
    }

    @Test
    void compressionIsDeclined() throws Exception {
        try (RawWebSocket socket = bed.webSocket(
                TestBed.WEBSOCKET, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(socket.handshake().headers()).doesNotContainKey("Sec-WebSocket-Extensions");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  EIO=4,                              400, 0, Transport unknown",
        "GET,  EIO=4&transport=abc,                400, 0, Transport unknown",
        "GET,  EIO=4&transport=polling&sid=nobody, 400, 1, Session ID unknown",
        "POST, EIO=4&transport=polling&sid=nobody, 400, 1, Session ID unknown",
        "POST, EIO=4&transport=polling,            400, 2, Bad handshake method",
        "PUT,  EIO=4&transport=polling,            400, 2, Bad handshake method",
        "GET,  EIO=4&transport=websocket,          400, 3, Bad request",
        "GET,  EIO=4&transport=polling&j=0,        400, 3, Bad request",
        "GET,  transport=polling,                  400, 5, Unsupported protocol version",
        "GET,  EIO=5&transport=polling,            400, 5, Unsupported protocol version",
        "GET,  EIO=abc&transport=polling,          400, 5, Unsupported protocol version"
    })
    void aBadRequestIsAnsweredAsOfficialServersDo(String method, String query, int status, int code, String message)
            throws Exception {
        try (RawHttp http = bed.http()) {
            RawHttp.Answer answer = http.request(method, "/socket.io/?" + query);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
        }
        assertThat(bed.server.stats().sessions()).isZero();
    }

    @Test
    void aBadWebSocketHandshakeIsAnsweredWithoutUpgrade() throws Exception {
        for (String header : List.of("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: short", "Upgrade: h2c")) {
            try (RawHttp http = bed.http()) {
                List<String> headers = new ArrayList<>(List.of(
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
                headers.removeIf(each -> each.startsWith(header.substring(0, header.indexOf(':'))));
                headers.add(header);
                assertThat(http.get(TestBed.WEBSOCKET, headers.toArray(String[]::new))
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void noTwoIdsAreAlikeAndTheSocketHasAnotherThanTheSession() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET)) {
                ids.add(TestBed.sid(socket.next().substring(1)));
                socket.sendText("40");
                String sid = TestBed.sid(socket.next().substring(2));
                ids.add(sid);
                assertThat(sid)
                        .matches("[A-Za-z0-9_-]{20}")
                        .isEqualTo(bed.recorder.connection().id());
            }
        }
        assertThat(ids).hasSize(100);
    }

    @Test
    void theHandshakeTellsHowTheClientCame() throws Exception {
        try (RawWebSocket socket =
                bed.webSocket(TestBed.WEBSOCKET + "&room=a%20b", "X-Session-Token: s3", "Cookie: io=x")) {
            socket.next();
            socket.sendText("40{\"token\":\"t\"}");
            socket.next();
            Connection connection = bed.recorder.connection();
            Handshake handshake = connection.handshake();
            assertThat(handshake.header("x-session-token")).isEqualTo("s3");
            assertThat(handshake.header("X-SESSION-TOKEN")).isEqualTo("s3");
            assertThat(handshake.header("session-token")).isNull();
            assertThat(handshake.query("room")).isEqualTo("a b");
            assertThat(handshake.query("no")).isNull();
            assertThat(handshake.auth().path("token").asText()).isEqualTo("t");
            assertThat(handshake.protocol()).isEqualTo(4);
            assertThat(handshake.transport()).isEqualTo("websocket");
            assertThat(handshake.remoteAddress().getAddress().isLoopbackAddress())
                    .isTrue();
            assertThat(handshake.toString()).doesNotContain("token").doesNotContain("s3");

            connection.forgetHandshake();
            connection.execute(() ->
                    bed.recorder.heard.add("header " + connection.handshake().header("cookie") + " auth "
                            + connection.handshake().auth().isMissingNode()));
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.next()).isEqualTo("connected");
            assertThat(bed.recorder.next()).isEqualTo("header null auth true");
        }
    }

    @Test
    void aServerThatRefusesAnswers503AndServesThoseWhoAreIn() throws Exception {
        try (RawWebSocket inside = bed.connected();
                RawHttp http = bed.http();
                RawWebSocket late = lateAfterRefusal()) {
            assertThat(http.get(TestBed.POLLING).status()).isEqualTo(503);
            assertThat(late.handshake().status()).isEqualTo(503);
            inside.sendText("42[\"still\"]");
            assertThat(inside.next()).isEqualTo("42[\"still\"]");
        }
    }

    private RawWebSocket lateAfterRefusal() throws Exception {
        bed.server.refuseNewConnections();
        return bed.webSocket(TestBed.WEBSOCKET);
    }
}
