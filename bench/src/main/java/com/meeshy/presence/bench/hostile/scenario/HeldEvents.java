package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// Large events before anybody knows who sends them.
final class HeldEvents implements Scenario {
    private static final int EVENTS = 64;

    @Override
    public String name() {
        return "held-events";
    }

    @Override
    public String says() {
        return "sockets without a credential, or with one that is being checked, send 64 events of 95 KB each and stay";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(60, 20), stranger -> {
            WebSocketWire socket = WebSocketWire.open(ground.wire(stranger), stranger % 4 == 3 ? 3 : 4);
            if (stranger % 4 == 1) {
                socket.text("40");
            } else if (stranger % 4 == 2) {
                socket.text("40{\"token\":\"" + ground.identity().token(Town.insider(stranger)) + "\"}");
            }
            Thread.ofVirtual().start(() -> listen(ground, socket));
            for (int event = 0; event < EVENTS && !ground.isOver(); event++) {
                socket.text("42" + event + "[\"x\"," + Inputs.tree(Inputs.LARGE) + "]");
                ground.figures().count("events");
            }
        });
        ground.rest(2);
    }

    private static void listen(Ground ground, WebSocketWire socket) {
        try {
            while (true) {
                if (socket.packet().startsWith("43")) {
                    ground.figures().count("refused by acknowledgement");
                }
            }
        } catch (IOException e) {
            if (socket.closeCode() != 0) {
                ground.figures().count("closed with " + socket.closeCode());
            }
        }
    }
}
