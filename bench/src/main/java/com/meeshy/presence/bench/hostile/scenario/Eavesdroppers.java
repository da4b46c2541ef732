package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import com.meeshy.presence.bench.load.Identity;
import java.io.IOException;
import java.util.List;

/// Whoever has no credential, or none for this, and listens at every door.
final class Eavesdroppers implements Scenario {
    private static final String TALK = "{\"conversationId\":\"" + Town.square() + "\"}";
    private static final List<String> ASKED = List.of(
            "42[\"conversation:join\"," + TALK + "]",
            "42[\"presence:repair\",{}]",
            "42[\"presence:repair\"," + TALK + "]",
            "42[\"authenticate\",{\"userId\":\"" + Identity.person(Town.insider(0)) + "\"}]",
            "40/admin,{\"adminKey\":\"guess\"}",
            "42/admin,[\"people\",{}]");
    private static final List<String> HEARD =
            List.of("user:status", "presence:", "message:new", "typing:", "conversation:joined", "online_stats");
    private static final List<String> PATHS = List.of(
            "/metrics",
            "/api/conversations",
            "/api/conversations/" + Town.square(),
            "/api/conversations/" + Town.square() + "/participants",
            "/api/users/presence?ids=" + Identity.person(Town.insider(0)),
            "/api/users/" + Identity.person(Town.insider(0)),
            "/api/users/status",
            "/api/stats",
            "/api/admin/status-metrics",
            "/api/admin/maintenance/stats");

    @Override
    public String name() {
        return "eavesdroppers";
    }

    @Override
    public String says() {
        return "60 strangers without a credential, and people of other conversations, listen and ask at every door";
    }

    @Override
    public int seconds() {
        return 12;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        // One of the crowd who stays: what this does must not be an edge.
        String outsider = ground.identity().token(1);
        ground.together(60, stranger -> {
            if (stranger % 3 == 0) {
                for (String path : PATHS) {
                    asks(ground, stranger, path, "");
                    asks(ground, stranger, path, "X-Admin-Key: " + GatewayProcess.ADMIN_KEY.substring(1) + "\r\n");
                }
                asks(ground, stranger, PATHS.get(3), "Authorization: Bearer " + outsider + "\r\n");
                asks(ground, stranger, PATHS.get(8), "Authorization: Bearer " + outsider + "\r\n");
            } else if (stranger % 3 == 1) {
                listens(ground, WebSocketWire.enter(ground.wire(stranger).patience(1), ""), HEARD);
            } else {
                String auth = "{\"token\":\"" + outsider + "\"}";
                WebSocketWire socket = WebSocketWire.enter(ground.wire(stranger).patience(1), auth);
                listens(ground, socket, List.of("message:new", "typing:", Town.square() + "\",\"userId"));
            }
        });
    }

    private static void asks(Ground ground, int stranger, String path, String header) throws IOException {
        try (var wire = ground.wire(stranger)) {
            int status = new Http(wire.patience(5)).get(path, header).status();
            ground.figures().count("questions");
            if (status == 200) {
                ground.figures().count("doors open");
                ground.figures().count("open: " + path);
            }
        }
    }

    private static void listens(Ground ground, WebSocketWire socket, List<String> secrets) throws IOException {
        for (String each : ASKED) {
            socket.text(each);
        }
        while (!ground.isOver()) {
            try {
                String packet = socket.await("4");
                ground.figures().count("packets heard");
                if (secrets.stream().anyMatch(packet::contains)) {
                    ground.figures().count("secrets heard");
                    ground.figures().count("heard: " + packet.substring(0, Math.min(60, packet.length())));
                }
            } catch (java.net.SocketTimeoutException e) {
                ground.figures().count("seconds of silence");
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("secrets heard", outcome.figure("secrets heard"), "", 0);
        verdict.atMost("doors open", outcome.figure("doors open"), "", 0);
        verdict.atLeast("questions", outcome.figure("questions"), "", outcome.brief() ? 10 : 100);
    }
}
