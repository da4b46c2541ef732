package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;

/// Requests of which two readers could think differently, and requests that are legal and dear.
final class OddRequests implements Scenario {
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: gateway\r\n\r\n";
    private static final String POST = "POST /api/anonymous/refresh HTTP/1.1\r\nHost: gateway\r\n";

    /// Each ends where one reader sees a second request: it must not be answered.
    private static final String[] AMBIGUOUS = {
        POST + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + "Content-Length: 5\r\nContent-Length: 0\r\n\r\n" + HIDDEN,
        POST + "Content-Length: 0, 5\r\n\r\n" + HIDDEN,
        POST + "Content-Length: +0\r\n\r\n" + HIDDEN,
        POST + "Content-Length: -1\r\n\r\n" + HIDDEN,
        POST + "Content-Length : 0\r\n\r\n" + HIDDEN,
        POST + "Content-Length: 0\r\n X: folded\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\nZ\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\n1" + ";x".repeat(9_000) + "\r\n" + HIDDEN,
        "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: gateway\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + HIDDEN
    };

    @Override
    public String name() {
        return "odd-requests";
    }

    @Override
    public String says() {
        return "requests with two lengths, tiny chunks, 100 000 headers, pipelines of 2 000, Expect without a body, odd targets";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(48, 16), stranger -> {
            for (int i = stranger; !ground.isOver(); i++) {
                try (Wire wire = ground.wire(i)) {
                    if (i % 2 == 0) {
                        ambiguous(ground, wire, AMBIGUOUS[i / 2 % AMBIGUOUS.length], i / 2 % AMBIGUOUS.length);
                    } else {
                        dear(ground, wire, i / 2 % 8);
                    }
                } catch (IOException e) {
                    ground.cutOff(e);
                }
            }
        });
    }

    private static void ambiguous(Ground ground, Wire wire, String text, int which) throws IOException {
        wire.write(text);
        String heard = wire.hear(1);
        int answers = heard.split("HTTP/1\\.1 ", -1).length - 1;
        ground.figures().count("ambiguous requests");
        if (answers > 1) {
            ground.figures().count("hidden requests answered");
            ground.figures().count("hidden request of form " + which);
        }
        if (heard.contains("HTTP/1.1 500")) {
            ground.figures().count("answered 500");
        }
    }

    private static void dear(Ground ground, Wire wire, int which) throws IOException {
        String json = "Content-Type: application/json\r\n";
        switch (which) {
            case 0 -> wire.write(POST + json + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\na\r\n".repeat(50_000));
            case 1 -> wire.write("GET / HTTP/1.1\r\nHost: gateway\r\n" + "a:b\r\n".repeat(100_000));
            case 2 -> wire.write("GET /health/live HTTP/1.1\r\nHost: gateway\r\n\r\n".repeat(2_000));
            case 3 -> wire.write(POST + "Expect: 100-continue\r\nContent-Length: 60000\r\n\r\n");
            case 4 -> wire.write("GET /" + Inputs.letters(100_000) + " HTTP/1.1\r\nHost: gateway\r\n\r\n");
            case 5 ->
                wire.write("PATCH /api/admin/users/x HTTP/1.1\r\nHost: gateway\r\n" + json
                        + "Content-Length: 31000000\r\n\r\n" + Inputs.letters(500_000));
            case 6 ->
                wire.write(("GET /%2e%2e/%2e%2e/etc/passwd%00?a=%zz&" + "b=1&".repeat(1_500)
                                + " HTTP/1.1\r\nHost: gateway\r\n\r\n")
                        .repeat(20));
            default ->
                wire.write(Http.posting(
                        "/api/anonymous/join/" + Town.LINK,
                        json,
                        "{\"username\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"));
        }
        if (wire.hear(1).contains("HTTP/1.1 500")) {
            ground.figures().count("answered 500");
            ground.figures().count("answered 500 to form " + which);
        }
        ground.figures().count("dear requests");
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("hidden requests answered", outcome.figure("hidden requests answered"), "", 0);
        verdict.atMost("answered 500", outcome.figure("answered 500"), "", 0);
        verdict.atLeast("ambiguous requests", outcome.figure("ambiguous requests"), "", outcome.brief() ? 4 : 100);
    }
}
