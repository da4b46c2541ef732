package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// One person who comes with thousands of sockets.
final class ManySockets implements Scenario {
    private static final int MOST = 50;

    /// Lines that are slow to answer a ping do not count (decision 0092), and these share a core with much else.
    private static final int LATE = 5;

    @Override
    public String name() {
        return "many-sockets";
    }

    @Override
    public String says() {
        return "one person opens 3 000 sockets from 100 addresses and keeps them";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        String auth = "{\"token\":\"" + ground.identity().token(Town.insider(0)) + "\"}";
        ground.together(ground.scale(3_000, 300), stranger -> {
            ground.rest(stranger / 400.0);
            WebSocketWire socket = WebSocketWire.enter(ground.wire(stranger % 100), auth);
            try {
                String answer = socket.await("4");
                while (answer.startsWith("40") || answer.startsWith("42[\"presence")) {
                    answer = socket.await("4");
                }
                if (answer.contains("TOO_MANY_CONNECTIONS")) {
                    ground.figures().count("told TOO_MANY_CONNECTIONS");
                } else if (answer.contains("\"success\":true")) {
                    ground.figures().count("let in");
                    stay(ground, socket);
                } else {
                    ground.figures().count("refused otherwise");
                }
            } catch (IOException e) {
                ground.figures().count("ended before an answer");
            }
        });
    }

    private static void stay(Ground ground, WebSocketWire socket) {
        try {
            while (!ground.isOver()) {
                if (socket.await("4").startsWith("42[\"message:new\"")) {
                    ground.figures().count("messages heard");
                }
            }
        } catch (IOException e) {
            if (!ground.isOver()) {
                ground.figures().count("healthy sockets closed");
            }
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("let in", outcome.figure("let in"), "", MOST + LATE);
        verdict.atLeast("let in", outcome.figure("let in"), "", outcome.brief() ? 1 : MOST);
        verdict.atMost("healthy sockets closed", outcome.figure("healthy sockets closed"), "", 0);
        verdict.atLeast(
                "told TOO_MANY_CONNECTIONS", outcome.figure("told TOO_MANY_CONNECTIONS"), "", outcome.brief() ? 0 : 1);
    }
}
