package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OriginTest {

    private final TestBed bed =
            new TestBed(TestBed.settings().withOrigins(OriginPolicy.of(List.of("https://App.example.org"))));

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aPageOfAnAllowedOriginMayReadTheAnswer() throws Exception {
        try (RawHttp http = bed.http()) {
            RawHttp.Answer answer = http.get(TestBed.POLLING, "Origin: https://app.example.org");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("Access-Control-Allow-Origin", "https://app.example.org")
                    .containsEntry("Access-Control-Allow-Credentials", "true")
                    .containsEntry("Vary", "Origin");
        }
    }

    @Test
    void aPreflightIsAnswered() throws Exception {
        try (RawHttp http = bed.http()) {
            RawHttp.Answer answer = http.request(
                    "OPTIONS",
                    TestBed.POLLING,
                    "Origin: https://app.example.org",
                    "Access-Control-Request-Method: POST",
                    "Access-Control-Request-Headers: content-type");
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.headers())
                    .containsEntry("Access-Control-Allow-Methods", "GET,POST")
                    .containsEntry("Access-Control-Allow-Headers", "content-type");
        }
    }

    @Test
    void aPageOfAnotherOriginIsForbiddenOnEveryWay() throws Exception {
        String origin = "Origin: https://evil.example";
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http();
                RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET, origin);
                RawHttp poster = bed.http()) {
            RawHttp.Answer answer = http.get(TestBed.POLLING, origin);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
            assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
            assertThat(socket.handshake().status()).isEqualTo(403);
            assertThat(poster.post(TestBed.POLLING + "&sid=" + sid, "40", origin)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPageOfTheSameOriginMayConnectWithoutBeingListed() throws Exception {
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET, "Origin: http://localhost:" + bed.netty.port())) {
            assertThat(socket.handshake().status()).isEqualTo(101);
        }
    }
}
