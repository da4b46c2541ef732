package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// One person who comes with thousands of sockets and answers nothing on those that are let in, so that they look lost.
final class SilentSockets implements Scenario {
    /// At most 100 at a time, whose places are free again after the ten seconds that a silent line has.
    private static final int MOST = 300;

    @Override
    public String name() {
        return "silent-sockets";
    }

    @Override
    public String says() {
        return "one person opens 3 000 sockets and answers nothing on those that are let in, so that they look lost";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        String auth = "{\"token\":\"" + ground.identity().token(Town.insider(1)) + "\"}";
        ground.together(3_000, stranger -> {
            ground.rest(stranger / 200.0);
            WebSocketWire socket = WebSocketWire.enter(ground.wire(stranger % 100), auth);
            try {
                String answer = socket.await("42[\"authenticated\"");
                ground.figures().count(answer.contains("\"success\":true") ? "let in" : "turned away");
                if (answer.contains("\"success\":false")) {
                    socket.close();
                }
            } catch (IOException e) {
                ground.figures().count("ended before an answer");
            }
        });
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("let in", outcome.figure("let in"), "", MOST);
        verdict.atLeast("turned away", outcome.figure("turned away"), "", 1);
    }
}
