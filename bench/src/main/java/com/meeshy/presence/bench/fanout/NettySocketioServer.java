package com.meeshy.presence.bench.fanout;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import java.util.concurrent.atomic.AtomicInteger;

/// netty-socketio.
final class NettySocketioServer {

    private NettySocketioServer() {}

    public static void main(String[] arguments) {
        int rooms = Integer.parseInt(arguments[1]);
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Integer.parseInt(arguments[0]));
        configuration.setTransports(Transport.WEBSOCKET);
        configuration.setBossThreads(1);
        configuration.setWorkerThreads(Integer.parseInt(arguments[2]));
        configuration.setWebsocketCompression(false);
        configuration.getSocketConfig().setAcceptBackLog(4096);
        SocketIOServer server = new SocketIOServer(configuration);
        AtomicInteger next = new AtomicInteger();
        server.addConnectListener(
                client -> client.joinRoom("room" + client.getHandshakeData().getSingleUrlParam("room")));
        server.addEventListener("go", Integer.class, (client, count, ack) -> {
            for (int left = count; left > 0; left--) {
                int room = next.updateAndGet(last -> (last + 1) % rooms);
                server.getRoomOperations("room" + room).sendEvent(Status.EVENT, Status.now());
            }
        });
        server.addEventListener(
                "heap", Object.class, (client, nothing, ack) -> client.sendEvent("heap", Listening.heap()));
        server.start();
        System.out.println("ready");
    }
}
