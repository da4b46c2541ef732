package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;

/// Requests that arrive byte by byte.
final class Drip implements Scenario {
    private static final double DEADLINE_SECONDS = 30;

    private static final String JSON = "Content-Type: application/json";
    private static final String HEAD = "GET /health/live HTTP/1.1\r\nHost: gateway\r\nX-Slow: " + Inputs.letters(1_000);
    private static final String BODY = Http.head("POST /api/anonymous/join/x", JSON, "Content-Length: 5000") + "{";
    private static final String POLL =
            Http.head("POST /socket.io/?EIO=4&transport=polling&sid=x", "Content-Length: 5000") + "4";
    private static final String CHUNKS = Http.head("POST /api/messages", JSON, "Transfer-Encoding: chunked");

    @Override
    public String name() {
        return "drip";
    }

    @Override
    public String says() {
        return "1 000 connections that say one byte a second: heads, bodies, chunks and frames";
    }

    @Override
    public int seconds() {
        return 40;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(1_000, 200), stranger -> {
            try (Wire wire = ground.wire(stranger % 100)) {
                String said = switch (stranger % 4) {
                    case 0 -> "";
                    case 1 -> BODY;
                    case 2 -> POLL;
                    default -> CHUNKS;
                };
                wire.write(said);
                String rest =
                        said.isEmpty() ? HEAD : said.equals(CHUNKS) ? "1\r\n[\r\n".repeat(200) : " ".repeat(1_000);
                boolean ended = drips(ground, wire, rest);
                ground.figures().count(ended ? "ended by the gateway" : "still open after 30 s");
            }
        });
    }

    private static boolean drips(Ground ground, Wire wire, String text) {
        try {
            for (int i = 0; i < DEADLINE_SECONDS; i++) {
                wire.write(text.substring(i, i + 1));
                if (wire.endsWithin(1)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return !ground.isOver();
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("still open after 30 s", outcome.figure("still open after 30 s"), "", 0);
        verdict.atLeast(
                "ended by the gateway", outcome.figure("ended by the gateway"), "", outcome.brief() ? 180 : 900);
    }
}
