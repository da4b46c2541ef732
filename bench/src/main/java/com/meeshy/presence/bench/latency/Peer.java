package com.meeshy.presence.bench.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client over a real WebSocket (Engine.IO 4) that keeps the packets it heard with the time of their arrival.
final class Peer implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 10;

    private final String token;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /// A Socket.IO packet as text, and the value of `System.nanoTime` when it was complete.
    record Heard(String packet, long atNanos) {}

    private Peer(String token) {
        this.token = token;
    }

    /// Opens the connection, and waits until the namespace has answered.
    static Peer connect(HttpClient http, int port, String token) throws Exception {
        Peer peer = open(http, port, token);
        peer.next("40");
        return peer;
    }

    /// Opens the connection and sends CONNECT with the token; what follows is heard later.
    static Peer open(HttpClient http, int port, String token) throws Exception {
        Peer peer = new Peer(token);
        peer.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), peer)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return peer;
    }

    /// The next packet that begins so; others are skipped.
    Heard next(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Heard next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IllegalStateException("nothing that begins with " + beginning + " within 10 s");
            }
            if (next.packet().startsWith(beginning)) {
                return next;
            }
        }
    }

    void close() throws Exception {
        if (socket != null) {
            socket.sendText("41", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String packet = partial.toString();
            partial.setLength(0);
            if (packet.startsWith("0")) {
                from.sendText("40{\"token\":\"" + token + "\"}", true);
            } else if (packet.equals("2")) {
                from.sendText("3", true);
            } else {
                heard.add(new Heard(packet, System.nanoTime()));
            }
        }
        from.request(1);
        return null;
    }
}
