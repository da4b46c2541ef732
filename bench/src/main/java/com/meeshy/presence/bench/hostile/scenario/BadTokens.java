package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// Clients with bad tokens who try again and again.
final class BadTokens implements Scenario {
    private static final double P95_MILLIS = 50;
    private static final String SIGNATURE =
            ".eyJ1c2VySWQiOiI1ZWVkMDAwMDAwMDAwMDAwMDAwMDAwMDAiLCJleHAiOjk5OTk5OTk5OTl9.";

    @Override
    public String name() {
        return "bad-tokens";
    }

    @Override
    public String says() {
        return "5 000 clients with bad tokens of every kind in a loop, from 1 000 addresses";
    }

    @Override
    public int seconds() {
        return 25;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        String[] auths = {
            "{\"token\":\"nonsense\"}",
            "{\"token\":\"" + ground.identity().token(1) + "x\"}",
            "{\"token\":\"eyJhbGciOiJIUzI1NiJ9" + SIGNATURE + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
            "{\"token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ" + SIGNATURE + "AAAA\"}",
            "{\"token\":\"eyJhbGciOiJub25lIn0" + SIGNATURE + "\"}",
            "{\"sessionToken\":\"anon_nobody\"}",
            "{\"token\":\"" + ground.identity().token(999_999) + "\"}",
            "{\"token\":\"" + Inputs.letters(8_000) + "\"}"
        };
        ground.together(ground.scale(5_000, 500), stranger -> {
            ground.rest(ground.random(stranger).nextDouble());
            while (!ground.isOver()) {
                try (var wire = ground.wire(stranger % 1_000)) {
                    WebSocketWire socket = WebSocketWire.enter(wire.patience(10), auths[stranger % auths.length]);
                    String answer = socket.await("4");
                    while (!answer.startsWith("44") && !answer.contains("\"success\":false")) {
                        answer = socket.await("4");
                    }
                    ground.figures().count("refusals");
                } catch (IOException e) {
                    ground.figures().count("not let so far");
                }
                ground.rest(0.5);
            }
        });
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        if (!outcome.brief()) {
            verdict.atMost("answers p95", outcome.good().circle().millis(95), "ms", P95_MILLIS);
        }
        verdict.atLeast("refusals", outcome.figure("refusals"), "", outcome.brief() ? 1 : 5_000);
    }
}
