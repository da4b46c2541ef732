package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;

/// Binary packets whose attachments never come, or not all of them.
final class Attachments implements Scenario {
    private static final String PACKET = "-[\"x\",{\"_placeholder\":true,\"num\":0}," + Inputs.tree(Inputs.LARGE) + "]";

    @Override
    public String name() {
        return "attachments";
    }

    @Override
    public String says() {
        return "binary packets of 95 KB for namespaces that the sender is not in, whose attachments do not come";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(400, 100), stranger -> {
            if (stranger % 5 == 4) {
                byPolling(ground, stranger);
                return;
            }
            WebSocketWire socket = WebSocketWire.open(ground.wire(stranger), 4);
            if (stranger % 5 >= 1) {
                socket.text("40");
            }
            if (stranger % 5 == 3) {
                socket.text("453-[\"x\",{\"_placeholder\":true,\"num\":0}]");
                socket.send(WebSocketWire.BINARY, new byte[Inputs.LARGE]);
                socket.send(WebSocketWire.BINARY, new byte[Inputs.LARGE]);
            } else {
                socket.text("451" + (stranger % 5 == 2 ? "-/nowhere," : "") + PACKET);
            }
            ground.figures().count("packets");
        });
        ground.rest(3);
    }

    private static void byPolling(Ground ground, int stranger) throws java.io.IOException {
        Http http = new Http(ground.wire(stranger));
        String session = http.session(4);
        if (session != null) {
            http.post(session, "", "451" + PACKET);
            ground.figures().count("packets");
        }
    }
}
