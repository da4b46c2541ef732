package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private final TestBed bed = new TestBed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void whatIsNotForSocketIoIsPassedOnUntouched() throws Exception {
        try (RawHttp http = bed.http()) {
            assertThat(http.get("/socket.io/socket.io.js").text()).isEqualTo("other GET /socket.io/socket.io.js ");
            assertThat(http.post("/api/x", "body").text()).isEqualTo("other POST /api/x body");
            assertThat(http.get("/socket.iox/").text()).startsWith("other");
            assertThat(http.get(TestBed.POLLING).text()).startsWith("0{");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http()) {
            String session = TestBed.POLLING + "&sid=" + sid;
            StringBuilder all = new StringBuilder();
            all.append(request("GET", "/first", ""));
            all.append(request("GET", TestBed.POLLING, ""));
            all.append(request("POST", "/third", "abc"));
            all.append(request("POST", session, "40"));
            all.append(request("GET", session, ""));
            all.append(request("GET", "/last", ""));
            http.send(all.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().text()).isEqualTo("other GET /first ");
            assertThat(http.answer().text()).startsWith("0{");
            assertThat(http.answer().text()).isEqualTo("other POST /third abc");
            assertThat(http.answer().text()).isEqualTo("ok");
            assertThat(http.answer().text()).startsWith("40{");
            assertThat(http.answer().text()).isEqualTo("other GET /last ");
        }
    }

    private static String request(String method, String uri, String body) {
        return method + " " + uri + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void aConnectionThatIsNotKeptAliveIsClosedAfterTheAnswer() throws Exception {
        try (RawHttp http = bed.http()) {
            assertThat(http.get(TestBed.POLLING, "Connection: close").headers()).containsEntry("Connection", "close");
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.send(("POST " + TestBed.POLLING + "&sid=" + sid
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().status()).isEqualTo(413);
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aChunkedBodyThatGrowsTooLongIsRefused() throws Exception {
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.send(("POST " + TestBed.POLLING + "&sid=" + sid
                            + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            byte[] chunk = ("7000\r\n" + "4".repeat(0x7000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4; i++) {
                http.send(chunk);
            }
            assertThat(http.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void aBodyForNobodyIsNotWaitedFor() throws Exception {
        try (RawHttp http = bed.http()) {
            http.send(("POST " + TestBed.POLLING + "&sid=nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().status()).isEqualTo(400);
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyThatNeverComesIsGivenUp() throws Exception {
        try (TestBed hasty = new TestBed(TestBed.settings().withPingTimeout(java.time.Duration.ofMillis(200)));
                RawHttp http = hasty.http()) {
            String sid = hasty.pollingSession();
            http.send(
                    ("POST " + TestBed.POLLING + "&sid=" + sid + " HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n4")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().status()).isEqualTo(408);
        }
    }

    @Test
    void aClientThatAsksBeforeItSendsItsBodyIsToldToGoOn() throws Exception {
        String sid = bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.send(("POST " + TestBed.POLLING + "&sid=" + sid
                            + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().status()).isEqualTo(100);
            http.send("40".getBytes(StandardCharsets.UTF_8));
            assertThat(http.answer().text()).isEqualTo("ok");
        }
    }

    @Test
    void closingAnUpgradedChannelFromElsewhereWaitsForTheSession() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            bed.netty.channels().forEach(channel -> channel.close());
            socket.sendText("42[\"alive\"]");
            assertThat(socket.next()).isEqualTo("42[\"alive\"]");
            bed.server.close();
            assertThat(socket.next()).isEqualTo("close:1001");
        }
    }
}
