package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingTest {

    /// One loop, so that what is sent first is served first.
    private final TestBed bed = new TestBed(TestBed.settings(), 1);

    @AfterEach
    void stop() {
        bed.close();
    }

    /// A polling client in the default namespace.
    private String connected() throws Exception {
        String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
        try (RawHttp http = bed.http()) {
            assertThat(http.post(session, "40").text()).isEqualTo("ok");
            assertThat(http.get(session).text()).startsWith("40{\"sid\":");
        }
        return session;
    }

    /// The same for EIO 3, which enters without asking.
    private String connected3(String uri) throws Exception {
        try (RawHttp http = bed.http()) {
            String opened = http.get(uri).text();
            assertThat(opened).endsWith("2:40");
            return uri + "&sid=" + TestBed.sid(opened.substring(opened.indexOf('{'), opened.lastIndexOf('}') + 1));
        }
    }

    @Test
    void severalPacketsShareABodyInBothDirections() throws Exception {
        String session = connected();
        try (RawHttp http = bed.http()) {
            assertThat(http.post(session, "42[\"a\",\"é😀\"]\u001e42[\"b\"]").text())
                    .isEqualTo("ok");
            assertThat(http.get(session).text()).isEqualTo("42[\"a\",\"é😀\"]\u001e42[\"b\"]");
        }
    }

    @Test
    void binaryTravelsAsBase64() throws Exception {
        String session = connected();
        try (RawHttp http = bed.http()) {
            String body = "451-[\"pic\",{\"_placeholder\":true,\"num\":0}]\u001ebAQIDBA==";
            assertThat(http.post(session, body).text()).isEqualTo("ok");
            assertThat(http.get(session).text()).isEqualTo(body);
        }
    }

    @Test
    void aWaitingPollIsAnsweredWhenThereIsSomethingToSay() throws Exception {
        String session = connected();
        try (RawHttp poll = bed.http();
                RawHttp http = bed.http()) {
            poll.sendRequest("GET", session, new byte[0]);
            http.post(session, "42[\"x\"]");
            assertThat(poll.answer().text()).isEqualTo("42[\"x\"]");
        }
    }

    @Test
    void lengthsOfProtocol3CountTheCharactersOfJavaScript() throws Exception {
        String session = connected3(TestBed.POLLING3 + "&b64=1");
        try (RawHttp http = bed.http()) {
            assertThat(http.post(session, "14:42[\"a\",\"é😀x\"]2:4210:42[\"zz\",1]")
                            .status())
                    .isEqualTo(400);
        }
        session = connected3(TestBed.POLLING3 + "&b64=1");
        try (RawHttp http = bed.http()) {
            assertThat(http.post(session, "14:42[\"a\",\"é😀x\"]10:42[\"zz\",1]")
                            .text())
                    .isEqualTo("ok");
            assertThat(http.get(session).text()).isEqualTo("14:42[\"a\",\"é😀x\"]10:42[\"zz\",1]");
        }
    }

    @Test
    void protocol3SendsBinaryAsBase64ToThoseWhoWantIt() throws Exception {
        String session = connected3(TestBed.POLLING3 + "&b64=1");
        try (RawHttp http = bed.http()) {
            String body = "41:451-[\"pic\",{\"_placeholder\":true,\"num\":0}]10:b4AQIDBA==";
            assertThat(http.post(session, body).text()).isEqualTo("ok");
            assertThat(http.get(session).text()).isEqualTo(body);
        }
    }

    @Test
    void protocol3SendsBinaryAsBytesToTheOthers() throws Exception {
        String session = connected3(TestBed.POLLING3);
        byte[] body = HexFormat.of()
                .parseHex("000401ff" + hex("451-[\"pic\",{\"_placeholder\":true,\"num\":0}]") + "0105ff0401020304");
        try (RawHttp http = bed.http()) {
            assertThat(http.post(session, body, "Content-Type: application/octet-stream")
                            .text())
                    .isEqualTo("ok");
            RawHttp.Answer answer = http.get(session);
            assertThat(answer.headers()).containsEntry("Content-Type", "application/octet-stream");
            assertThat(HexFormat.of().formatHex(answer.bytes()))
                    .isEqualTo(HexFormat.of().formatHex(body));
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aSecondPollClosesTheSession() throws Exception {
        String session = connected();
        try (RawHttp first = bed.http();
                RawHttp second = bed.http()) {
            first.sendRequest("GET", session, new byte[0]);
            bed.recorder.next();
            bed.recorder.next();
            // The first must be there before the second comes: a POST on its connection would queue behind it, so ask
            // for an echo through another.
            assertThat(second.post(session, "3").text()).isEqualTo("ok");
            assertThat(second.get(session).status()).isEqualTo(400);
            assertThat(first.answer().text()).isEqualTo("1");
            assertThat(second.get(session).status()).isEqualTo(400);
        }
        assertThat(bed.recorder.next()).isEqualTo("disconnected PROTOCOL_VIOLATION");
    }

    @Test
    void aPollThatIsCutOffEndsTheSessionAsLost() throws Exception {
        String session = connected();
        RawHttp poll = bed.http();
        poll.sendRequest("GET", session, new byte[0]);
        try (RawHttp other = bed.http()) {
            assertThat(other.post(session, "3").text()).isEqualTo("ok");
        }
        poll.close();
        assertThat(bed.recorder.next()).isEqualTo("admit");
        assertThat(bed.recorder.next()).isEqualTo("connected");
        assertThat(bed.recorder.next()).isEqualTo("disconnected TRANSPORT_LOST");
    }

    @Test
    void aBadBodyClosesTheSession() throws Exception {
        for (String bad : new String[] {"abc", "", "42[\"ok\"]\u001e", "b!!", "42{}", "4", "2"}) {
            String session = connected();
            try (RawHttp http = bed.http()) {
                assertThat(http.post(session, bad).status()).as(bad).isEqualTo(400);
                assertThat(http.get(session).status()).as(bad).isEqualTo(400);
            }
        }
    }

    @Test
    void aClientThatSaysGoodbyeEndsItsPollCleanly() throws Exception {
        String session = connected();
        try (RawHttp poll = bed.http();
                RawHttp http = bed.http()) {
            poll.sendRequest("GET", session, new byte[0]);
            assertThat(http.post(session, "1").text()).isEqualTo("ok");
            assertThat(poll.answer().text()).isEqualTo("6");
            assertThat(http.get(session).status()).isEqualTo(400);
        }
        assertThat(bed.recorder.next()).isEqualTo("admit");
        assertThat(bed.recorder.next()).isEqualTo("connected");
        assertThat(bed.recorder.next()).isEqualTo("disconnected CLIENT_CLOSE");
        assertThat(bed.recorder.heard).isEmpty();
    }

    @Test
    void whatWasSaidBeforeADisconnectIsStillFetched() throws Exception {
        String session = connected();
        Connection connection = bed.recorder.connection();
        connection.emit("bye", 1);
        connection.disconnect();
        try (RawHttp http = bed.http()) {
            assertThat(http.get(session).text()).isEqualTo("42[\"bye\",1]\u001e41\u001e1");
            assertThat(http.get(session).status()).isEqualTo(400);
        }
    }

    @Test
    void aSessionIsOnlyServedInTheProtocolItBeganWith() throws Exception {
        String session = connected();
        try (RawHttp http = bed.http()) {
            assertThat(http.get(session.replace("EIO=4", "EIO=3")).status()).isEqualTo(400);
            assertThat(http.post(session, "42[\"x\"]").text()).isEqualTo("ok");
        }
    }
}
