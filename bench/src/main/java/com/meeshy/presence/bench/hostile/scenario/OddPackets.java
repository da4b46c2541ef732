package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import com.meeshy.presence.bench.hostile.stranger.WebSocketWire;
import java.io.IOException;

/// Packets that are legal and dear, of people who are signed in and of strangers.
final class OddPackets implements Scenario {
    private static final String TALK = "{\"conversationId\":\"" + Town.square() + "\"}";

    private static final String[] PACKETS = {
        "42[\"" + Inputs.letters(90_000) + "\"]",
        "42[\"x\"," + "[".repeat(900) + "]".repeat(900) + "]",
        "42[\"x\"," + "[".repeat(40_000) + "]".repeat(40_000) + "]",
        "42[\"x\"," + "9".repeat(10_000) + "]",
        "42[\"x\",1e999999999]",
        "42[\"x\",1" + "0".repeat(900) + "e-900]",
        "42[\"\\ud800\\udfff\\ud83d\",\"\\udc00\"]",
        "42[\"x\",{" + "\"a\":1,".repeat(10_000) + "\"a\":1}]",
        "42999999999999999999[\"x\"]",
        "4200000000000000000000000000000000000000000000000000000000000000001[\"x\"]",
        "40/" + Inputs.letters(80_000) + ",",
        "42[\"presence:repair\",{}]",
        "42[\"conversation:join\",{\"conversationId\":\"nowhere\"}]",
        "42[\"conversation:join\"," + TALK + "]",
        "42[\"conversation:leave\"," + TALK + "]",
        "42[\"authenticate\",{\"token\":\"x\"}]",
        "42[\"authenticate\",{\"userId\":\"5eed00000000000000000000\"}]",
        "42[\"user:status\",{\"isOnline\":false}]",
        "42[\"message:send\",{\"conversationId\":[],\"content\":{}}]",
        "42[\"heartbeat\",null]",
        "43[1]",
        "44{\"message\":\"x\"}",
        "450-[\"x\"]"
    };

    @Override
    public String name() {
        return "odd-packets";
    }

    @Override
    public String says() {
        return "long names, deep JSON, numbers of 10 000 digits, surrogates, namespaces and acknowledgements by the thousand, join and repair floods";
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(96, 32), stranger -> {
            for (int i = stranger; !ground.isOver(); i++) {
                try (WebSocketWire socket = WebSocketWire.open(ground.wire(i).patience(2), 4)) {
                    String token = ground.identity().token(Town.insider(stranger));
                    socket.text(i % 3 == 0 ? "40" : "40{\"token\":\"" + token + "\"}");
                    if (i % 3 != 0) {
                        socket.await("42[\"authenticated\"");
                    }
                    flood(ground, socket, i);
                } catch (IOException e) {
                    ground.cutOff(e);
                }
            }
        });
    }

    private static void flood(Ground ground, WebSocketWire socket, int which) throws IOException {
        Thread.ofVirtual().start(() -> socket.wire().endsWithin(10));
        switch (which % 4) {
            case 0 -> {
                for (int i = 0; i < 2_000; i++) {
                    socket.text("40/space" + i + ",");
                }
            }
            case 1 -> {
                for (int i = 0; i < 5_000; i++) {
                    socket.text("42" + i + "[\"heartbeat\",{}]");
                }
            }
            default -> {
                String packet = PACKETS[which / 4 % PACKETS.length];
                for (int i = 0; i < Math.max(20, Math.min(1_000, 1_000_000 / packet.length())); i++) {
                    socket.text(packet);
                }
            }
        }
        ground.figures().count("floods");
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atLeast("floods", outcome.figure("floods"), "", outcome.brief() ? 4 : 100);
    }
}
