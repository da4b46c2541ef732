package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.Http;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Guests who write and type without a pause, on several sockets and over REST.
final class GuestFlood implements Scenario {
    private static final int GUESTS = 5;
    private static final int SOCKETS = 3;
    private static final double MOST_AT_ONCE = 20;
    private static final double MOST_PER_SECOND = 2;

    @Override
    public String name() {
        return "guest-flood";
    }

    @Override
    public String says() {
        return "5 guests with 3 sockets each send messages of 10 KB and typing without a pause, and messages over REST";
    }

    @Override
    public int seconds() {
        return 12;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        @Nullable String[] tokens = new @Nullable String[GUESTS];
        ground.together(GUESTS, guest -> tokens[guest] = join(ground, guest));
        ground.together(GUESTS * (SOCKETS + 1), stranger -> {
            String token = tokens[stranger % GUESTS];
            if (token == null) {
                ground.figures().count("guests not let in");
            } else if (stranger < GUESTS) {
                overRest(ground, stranger, token);
            } else {
                overSocket(ground, stranger, token);
            }
        });
    }

    static @Nullable String join(Ground ground, int guest) throws IOException {
        int number = ground.scale(0, 100) + guest; // those of the rehearsal are still there
        String name = "{\"username\":\"visitor" + number + "\",\"firstName\":\"Visitor\",\"lastName\":\"Number " + number
                + "\"}";
        String body = new Http(ground.wire(guest))
                .post("/api/anonymous/join/" + Town.LINK, "Content-Type: application/json\r\n", name)
                .body();
        int at = body.indexOf("\"sessionToken\":\"");
        return at < 0 ? null : body.substring(at + 16, body.indexOf('"', at + 16));
    }

    private static void overRest(Ground ground, int stranger, String token) throws IOException {
        Http http = new Http(ground.wire(stranger));
        String message = "{\"conversationId\":\"" + Town.square() + "\",\"content\":\"" + Inputs.letters(9_000) + "\"}";
        while (!ground.isOver()) {
            int status = http.post(
                            "/api/messages",
                            "X-Session-Token: " + token + "\r\nContent-Type: application/json\r\n",
                            message)
                    .status();
            ground.figures().count("REST answered " + status);
        }
    }

    private static void overSocket(Ground ground, int stranger, String token) throws IOException {
        WebSocketWire socket = WebSocketWire.enter(ground.wire(stranger), "{\"sessionToken\":\"" + token + "\"}");
        socket.await("42[\"authenticated\"");
        String message = "[\"message:send\",{\"conversationId\":\"" + Town.square() + "\",\"content\":\""
                + Inputs.letters(9_900) + "\"}]";
        for (int id = 0; !ground.isOver(); id++) {
            for (int i = 0; i < 10; i++) {
                socket.text("42[\"typing:start\",{\"conversationId\":\"" + Town.square() + "\"}]");
            }
            socket.text("42" + id + message);
            String answer = socket.await("43" + id + "[");
            ground.figures()
                    .count(
                            answer.contains("\"success\":true")
                                    ? "messages taken"
                                    : answer.contains("RATE_LIMITED")
                                            ? "messages limited"
                                            : "messages refused otherwise");
        }
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        double each = MOST_AT_ONCE + MOST_PER_SECOND * (outcome.brief() ? shortSeconds() : seconds());
        double circle = Town.circle().size();
        verdict.atMost(
                "guests' messages", outcome.good().circle().get(Entry.FOREIGN_MESSAGES) / circle, "", GUESTS * each);
        verdict.atMost("guests' typing", outcome.good().circle().get(Entry.FOREIGN_TYPING) / circle, "", GUESTS * each);
        verdict.atLeast("messages limited", outcome.figure("messages limited"), "", outcome.brief() ? 0 : 1);
        verdict.atLeast("guests' messages taken", outcome.figure("messages taken"), "", 1);
    }
}
