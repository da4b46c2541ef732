package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import com.meeshy.presence.bench.hostile.stranger.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A million inputs that are not what they should be. What ends a connection counts once for the connection;
/// what is answered counts by its answers.
final class Malformed implements Scenario {
    private static final int GOAL = 1_000_000;
    private static final int SHORT_GOAL = 200;
    private static final int STRANGERS = 32;
    private static final int TOGETHER = 100;
    private static final String JSON = "Content-Type: application/json\r\n";

    private static final String[] HEADS = {
        "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: gateway\r\nOrigin: http://gateway\r\n\r\n",
        Http.upgrade("/socket.io/?EIO=4&transport=websocket"),
        "POST /api/anonymous/refresh HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "POST /api/messages HTTP/1.1\r\nHost: gateway\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "GET /api/users/presence?ids=5eed00000000000000000001,x HTTP/1.1\r\nHost: gateway\r\nX-Session-Token: anon_x\r\n\r\n",
        "OPTIONS /api/users/me HTTP/1.1\r\nHost: gateway\r\nOrigin: http://a\r\nAccess-Control-Request-Method: GET\r\n\r\n"
    };

    private static final String[] PACKETS = {
        "40",
        "40{\"token\":\"x\"}",
        "41",
        "42[\"authenticate\",{\"token\":\"x\"}]",
        "421[\"heartbeat\",{}]",
        "431[]",
        "42[\"message:send\",{\"conversationId\":\"x\",\"content\":\"y\"}]",
        "40/admin,{\"key\":\"x\"}",
        "44{\"message\":\"x\"}",
        "452-[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
        "461-1[{\"_placeholder\":true,\"num\":0}]",
        "2probe",
        "5",
        "6",
        "3"
    };

    private static final String[] EVENTS = {
        "authenticate",
        "conversation:join",
        "conversation:leave",
        "typing:start",
        "typing:stop",
        "message:send",
        "heartbeat",
        "presence:repair",
        "presence:leaving",
        "user:status",
        "nothing"
    };

    private static final String[] ROUTES = {
        "POST /api/anonymous/join/" + Town.LINK,
        "POST /api/anonymous/refresh",
        "POST /api/messages",
        "PATCH /api/admin/users/x",
        "PUT /api/admin/conversations/x/members/y",
        "POST /api/conversations/x/messages",
        "POST /api/anonymous/leave",
        "POST /api/admin/import",
        "DELETE /api/admin/conversations/x/members/y"
    };

    @Override
    public String name() {
        return "malformed";
    }

    @Override
    public String says() {
        return "1 000 000 malformed heads, frames, Engine.IO and Socket.IO packets, payloads and REST bodies, by a seed";
    }

    @Override
    public int seconds() {
        return 420;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        int goal = ground.scale(GOAL, SHORT_GOAL);
        ground.together(STRANGERS, stranger -> {
            Mutation mutation = new Mutation(ground.random(stranger));
            for (int i = 0; !ground.isOver() && ground.figures().get("inputs") < goal; i++) {
                int address = stranger * 78 + i % 78;
                tries(ground, () -> heads(ground, mutation, address));
                tries(ground, () -> frames(ground, mutation, address));
                tries(ground, () -> polling(ground, mutation, address));
                tries(ground, () -> payloads(ground, mutation, address));
                tries(ground, () -> bodies(ground, mutation, address));
            }
        });
    }

    /// Something that the gateway may cut off.
    @FunctionalInterface
    private interface Try {
        void now() throws IOException;
    }

    private static void tries(Ground ground, Try one) {
        try {
            one.now();
        } catch (IOException e) {
            ground.cutOff(e);
        }
    }

    private static void heads(Ground ground, Mutation mutation, int address) throws IOException {
        for (int i = 0; i < 4; i++) {
            try (Wire wire = ground.wire(address)) {
                wire.write(mutation.of(mutation.oneOf(HEADS)));
                ended(ground, wire, "heads");
            }
        }
    }

    private static void frames(Ground ground, Mutation mutation, int address) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (WebSocketWire socket = WebSocketWire.open(ground.wire(address).patience(5), i == 0 ? 3 : 4)) {
                if (i == 2) {
                    byte[] frame =
                            WebSocketWire.frame(1, mutation.oneOf(PACKETS).getBytes(StandardCharsets.UTF_8));
                    socket.wire().write(mutation.of(new String(frame, StandardCharsets.ISO_8859_1)));
                    ended(ground, socket.wire(), "frames");
                } else {
                    socket.send(WebSocketWire.TEXT, mutation.of(mutation.oneOf(PACKETS)));
                    ended(ground, socket.wire(), "packets");
                }
            }
        }
    }

    private static void ended(Ground ground, Wire wire, String kind) throws IOException {
        wire.endOfSpeech();
        answered(ground, wire.hear(3), kind);
    }

    private static void answered(Ground ground, String heard, String kind) {
        ground.figures().count("inputs");
        ground.figures().count(kind);
        if (heard.contains("HTTP/1.1 500")) {
            ground.figures().count("answered 500");
        }
    }

    private static void polling(Ground ground, Mutation mutation, int address) throws IOException {
        try (Wire wire = ground.wire(address)) {
            Http http = new Http(wire.patience(5));
            int protocol = address % 2 == 0 ? 3 : 4;
            String session = http.session(protocol);
            if (session != null) {
                String packets = mutation.oneOf(PACKETS);
                String valid = protocol == 4
                        ? packets + "\u001e" + mutation.oneOf(PACKETS)
                        : packets.length() + ":" + packets + "b4AAEC";
                String body = new String(mutation.of(valid), StandardCharsets.ISO_8859_1);
                wire.write(Http.posting(session, "", body));
                ended(ground, wire, "polling payloads");
            }
        }
    }

    /// Events of somebody who is signed in, each asking for an acknowledgement: what is refused is acknowledged too.
    private static void payloads(Ground ground, Mutation mutation, int address) throws IOException {
        String token = ground.identity().token(Town.insider(address));
        try (WebSocketWire socket =
                WebSocketWire.enter(ground.wire(address).patience(5), "{\"token\":\"" + token + "\"}")) {
            socket.await("42[\"authenticated\"");
            for (int i = 0; i < TOGETHER; i++) {
                socket.text("42" + i + "[\"" + mutation.oneOf(EVENTS) + "\"," + mutation.json(3) + "]");
            }
            for (int i = 0; i < TOGETHER; i++) {
                socket.await("43");
                answered(ground, "", "payloads");
            }
        }
    }

    private static void bodies(Ground ground, Mutation mutation, int address) throws IOException {
        String token = ground.identity().token(Town.insider(address));
        try (Wire wire = ground.wire(address)) {
            Http http = new Http(wire.patience(5));
            for (int i = 0; i < TOGETHER; i++) {
                String route = mutation.oneOf(ROUTES);
                String credential = i % 4 == 0 ? "" : "Authorization: Bearer " + token + "\r\n";
                String body = mutation.json(3);
                String sent = i % 2 == 0 ? body : new String(mutation.of(body), StandardCharsets.ISO_8859_1);
                wire.write(route + " HTTP/1.1\r\nHost: gateway\r\n" + JSON + credential + "Content-Length: "
                        + sent.length() + "\r\n\r\n" + sent);
                answered(ground, "HTTP/1.1 " + http.answer().status(), "bodies");
            }
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atLeast("inputs", outcome.figure("inputs"), "", outcome.brief() ? SHORT_GOAL : GOAL);
        verdict.atMost("answered 500", outcome.figure("answered 500"), "", 0);
    }
}
