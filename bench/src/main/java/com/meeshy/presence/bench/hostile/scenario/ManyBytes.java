package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;

/// As many bytes as strangers can send, in every shape that has a body.
final class ManyBytes implements Scenario {
    private static final int GOAL = 300_000_000;
    private static final int SHORT_GOAL = 20_000_000;
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String SOME = Inputs.letters(60_000);
    private static final String CHUNK = "EA60\r\n" + SOME + "\r\n";

    @Override
    public String name() {
        return "many-bytes";
    }

    @Override
    public String says() {
        return "300 million bytes of bodies, chunks, heads, frames and packets from 64 strangers at once, at 256 MB of heap";
    }

    @Override
    public int seconds() {
        return 120;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        long goal = ground.scale(GOAL, SHORT_GOAL);
        ground.together(64, stranger -> {
            for (int i = 0; !ground.isOver() && ground.figures().get("bytes") < goal; i++) {
                try (Wire wire = ground.wire(stranger * 100 + i % 100)) {
                    send(wire, stranger);
                } catch (IOException e) {
                    ground.cutOff(e);
                }
            }
        });
    }

    private static void send(Wire wire, int stranger) throws IOException {
        wire.patience(5);
        switch (stranger % 8) {
            case 0 ->
                wire.write("POST /api/anonymous/join/" + Town.LINK + " HTTP/1.1\r\nHost: gateway\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n" + CHUNK.repeat(20));
            case 1 -> wire.write(Http.posting("/nowhere", "", SOME.repeat(20)));
            case 2 ->
                wire.write(Http.posting("/api/admin/import", JSON, "{\"users\":[" + "{},".repeat(400_000) + "{}]}"));
            case 3 -> wire.write(Http.posting("/api/messages", JSON, Inputs.tree(60_000)));
            case 4 -> polls(wire);
            case 5 -> frames(wire);
            case 6 -> fragments(wire);
            default ->
                wire.write(
                        "GET / HTTP/1.1\r\nHost: gateway\r\n" + ("X-A: " + Inputs.letters(7_000) + "\r\n").repeat(10));
        }
        wire.hear(1);
    }

    private static void polls(Wire wire) throws IOException {
        Http http = new Http(wire);
        String session = http.session(4);
        for (int i = 0; session != null && i < 20; i++) {
            if (http.post(session, "", "4" + Inputs.letters(Inputs.LARGE)).status() != 200) {
                return;
            }
        }
    }

    private static void frames(Wire wire) throws IOException {
        WebSocketWire socket = WebSocketWire.open(wire, 4);
        for (int i = 0; i < 20; i++) {
            socket.send(WebSocketWire.BINARY, new byte[Inputs.LARGE]);
        }
    }

    /// A message in fragments that never ends, some of them empty.
    private static void fragments(Wire wire) throws IOException {
        WebSocketWire socket = WebSocketWire.open(wire, 4);
        byte[] part = WebSocketWire.frame(0, new byte[900]);
        part[0] = 0;
        byte[] first = part.clone();
        first[0] = WebSocketWire.TEXT;
        wire.write(first);
        for (int i = 0; i < 2_000; i++) {
            wire.write(part);
        }
        socket.close();
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atLeast("bytes sent", outcome.figure("bytes"), "", outcome.brief() ? SHORT_GOAL : GOAL);
    }
}
