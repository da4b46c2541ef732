package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// Pings whose answers nobody takes.
final class Pings implements Scenario {
    private static final int TIMES = 20;

    @Override
    public String name() {
        return "pings";
    }

    @Override
    public String says() {
        return "Engine.IO 3 pings of 95 KB in sessions that never poll and on sockets that never read; WebSocket pings without end";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(400, 80), stranger -> {
            switch (stranger % 4) {
                case 0, 1 -> polling(ground, stranger);
                case 2 -> unread(ground, WebSocketWire.open(ground.wire(stranger), 3));
                default -> frames(ground, WebSocketWire.open(ground.wire(stranger), 4));
            }
        });
        ground.rest(2);
    }

    private static void polling(Ground ground, int stranger) throws IOException {
        Http http = new Http(ground.wire(stranger));
        String session = http.session(3);
        for (int i = 0; session != null && i < TIMES; i++) {
            String ping = "2" + Inputs.letters(Inputs.LARGE);
            int status = http.post(session, "", ping.length() + ":" + ping).status();
            ground.figures().count("pings answered " + status);
            if (status != 200) {
                return;
            }
        }
    }

    private static void unread(Ground ground, WebSocketWire socket) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            socket.text("2" + Inputs.letters(Inputs.LARGE));
            ground.figures().count("pings unread");
        }
    }

    private static void frames(Ground ground, WebSocketWire socket) throws IOException {
        byte[] some = new byte[131 * 50];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(WebSocketWire.frame(WebSocketWire.PING, new byte[125]), 0, some, i * 131, 131);
        }
        for (int i = 0; i < 400 && !ground.isOver(); i++) {
            socket.wire().write(some);
            ground.figures().add("ping frames", 50);
        }
    }
}
