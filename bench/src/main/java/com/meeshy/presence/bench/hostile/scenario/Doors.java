package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;

/// Guests from one address, guessed links and sessions, guessed admin keys.
final class Doors implements Scenario {
    private static final int ADDRESSES = 8;
    private static final String JSON = "Content-Type: application/json\r\n";

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public String says() {
        return "from a few addresses: guests who come in a loop, guessed links, sessions, tokens and admin keys over REST";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(64, 24), stranger -> {
            while (!ground.isOver()) {
                try (Wire wire = ground.wire(stranger % ground.scale(ADDRESSES, 1))) {
                    tries(ground, new Http(wire.patience(5)), stranger);
                } catch (IOException e) {
                    ground.cutOff(e);
                }
            }
        });
    }

    private static void tries(Ground ground, Http http, int stranger) throws IOException {
        for (int i = 0; i < 200 && !ground.isOver(); i++) {
            String guess = "guess" + stranger + "x" + i;
            Http.Answer answer = switch (i % 6) {
                case 0, 1 -> http.post("/api/anonymous/join/" + Town.LINK, JSON, "{\"username\":\"" + guess + "\"}");
                case 2 -> http.post("/api/anonymous/join/" + guess, JSON, "{}");
                case 3 -> http.post("/api/anonymous/refresh", "X-Session-Token: " + guess + "\r\n" + JSON, "{}");
                case 4 -> http.get("/api/users/me", "Authorization: Bearer " + guess + "\r\n");
                default -> http.get("/api/admin/maintenance/stats", "X-Admin-Key: " + guess + "\r\n");
            };
            ground.figures().count((i % 6 < 2 ? "joins answered " : "guesses answered ") + answer.status());
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("guests let in from a few addresses", outcome.figure("joins answered 201"), "", ADDRESSES * 40);
        verdict.atLeast("joins refused as too many", outcome.figure("joins answered 429"), "", 1);
        verdict.atMost("guesses answered 200", outcome.figure("guesses answered 200"), "", 0);
        verdict.atMost(
                "answered 500", outcome.figure("joins answered 500") + outcome.figure("guesses answered 500"), "", 0);
    }
}
