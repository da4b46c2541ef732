package com.meeshy.socketio;

import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A listener that writes down what our own client tells it.
final class HearingClient implements ClientListener {
    static final EventLoopGroup LOOPS = ClientLoops.of(1);

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    SocketIoClient connect(ClientSettings settings) throws IOException, InterruptedException, ConnectRefused {
        return SocketIoClient.connect(settings, LOOPS, this);
    }

    /// The next thing heard, waiting for it; `nothing` after a while.
    String next() throws InterruptedException {
        String next = heard.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public Object auth() {
        return Map.of("token", "é€");
    }

    @Override
    public void event(SocketIoClient client, IncomingPacket event) {
        heard.add(event.toString());
    }

    @Override
    public void disconnected(SocketIoClient client) {
        heard.add("disconnected");
        client.close(SocketIoClient.NORMAL);
    }

    @Override
    public void closed(SocketIoClient client, String why) {
        heard.add("closed: " + why);
    }
}
