package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;

/// Connections that are opened and left in the middle of everything.
final class Storm implements Scenario {

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String says() {
        return "300 strangers open and leave without a pause: after connecting, in the handshake, in a poll, in an upgrade that never ends";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(300, 60), stranger -> {
            for (int i = 0; !ground.isOver(); i++) {
                try (Wire wire = ground.wire(stranger * 20 + i % 20)) {
                    come(ground, wire.patience(2), (stranger + i) % 8);
                    ground.figures().count("visits");
                } catch (IOException e) {
                    ground.cutOff(e);
                }
                ground.rest(0.02);
            }
        });
    }

    private static void come(Ground ground, Wire wire, int how) throws IOException {
        switch (how) {
            case 0 -> {}
            case 1 -> wire.write("GET /socket.io/?EIO=4&transp");
            case 2 -> WebSocketWire.open(wire, 4);
            case 3 -> WebSocketWire.open(wire, 3);
            case 4 -> WebSocketWire.enter(wire, "");
            case 5 -> pollAndLeave(wire);
            case 6 -> probe(ground, wire);
            default ->
                WebSocketWire.enter(wire, "{\"token\":\"" + ground.identity().token(Town.insider(how)) + "x\"}");
        }
    }

    private static void pollAndLeave(Wire wire) throws IOException {
        String session = new Http(wire).session(4);
        if (session != null) {
            wire.write("GET " + session + " HTTP/1.1\r\nHost: gateway\r\n\r\n");
        }
    }

    /// Asks to upgrade a session again and again and never does.
    private static void probe(Ground ground, Wire wire) throws IOException {
        String session = new Http(wire).session(4);
        for (int i = 0; session != null && i < 4; i++) {
            try (Wire other = ground.wire(i)) {
                other.patience(1).write(Http.upgrade(session.replace("polling", "websocket")));
                other.write(WebSocketWire.frame(WebSocketWire.TEXT, new byte[] {'2', 'p', 'r', 'o', 'b', 'e'}));
                other.write(WebSocketWire.frame(WebSocketWire.TEXT, new byte[] {'2', 'p', 'r', 'o', 'b', 'e'}));
                other.hear(0.05);
            }
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atLeast("visits", outcome.figure("visits"), "", outcome.brief() ? 10 : 10_000);
    }
}
