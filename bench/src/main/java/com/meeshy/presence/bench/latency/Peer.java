package com.meeshy.presence.bench.latency;

import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that keeps the events it heard with the time of their arrival.
final class Peer implements ClientListener {
    private static final long PATIENCE_SECONDS = 10;

    private final String token;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final SocketIoClient client;

    /// An event as text, and the value of `System.nanoTime` when it was complete.
    record Heard(String event, long atNanos) {}

    /// Begins to connect; what follows is heard later.
    Peer(ClientSettings settings, EventLoopGroup loops, String token) {
        this.token = token;
        this.client = SocketIoClient.open(settings, loops, this);
    }

    @Override
    public Object auth() {
        return Map.of("token", token);
    }

    @Override
    public void event(SocketIoClient from, IncomingPacket event) {
        heard.add(new Heard(event.toString(), System.nanoTime()));
    }

    /// The next event of this name; others are skipped.
    Heard next(String name) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Heard next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IllegalStateException("no " + name + " within 10 s");
            }
            if (next.event().startsWith("[\"" + name + "\"")) {
                return next;
            }
        }
    }

    void close() {
        client.close();
    }
}
