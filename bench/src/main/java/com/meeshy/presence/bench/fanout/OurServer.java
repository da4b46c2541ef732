package com.meeshy.presence.bench.fanout;

import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.NamespaceHandler;
import com.meeshy.socketio.SocketIoServer;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import io.netty.handler.codec.http.HttpServerCodec;

/// Our layer.
final class OurServer {

    private OurServer() {}

    @SuppressWarnings("resource") // lives as long as the process
    public static void main(String[] arguments) throws InterruptedException {
        int rooms = Integer.parseInt(arguments[1]);
        SocketIoSettings defaults = SocketIoSettings.defaults();
        SocketIoServer server = new SocketIoServer(defaults.withAddressLimits(AddressLimits.none())
                .withConnectionLimits(defaults.connectionLimits().withPacketsPerSecond(1_000_000)));
        server.namespace("/").handler(new Fanout(server.namespace("/"), rooms));
        Listening.start(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[2]),
                channel -> channel.pipeline().addLast(new HttpServerCodec(), server.newGate()));
    }

    private static final class Fanout implements NamespaceHandler {
        private final Namespace namespace;
        private final int rooms;
        private int next;

        Fanout(Namespace namespace, int rooms) {
            this.namespace = namespace;
            this.rooms = rooms;
        }

        @Override
        public void connected(Connection connection) {
            connection.join("room" + connection.handshake().query("room"));
            connection.forgetHandshake();
        }

        @Override
        public void event(Connection connection, Event event) {
            if (event.name().equals("heap")) {
                connection.emit("heap", Listening.heap());
                return;
            }
            for (int left = event.argument(0).asInt(); left > 0; left--) {
                next = (next + 1) % rooms;
                namespace.to("room" + next).emit(Status.EVENT, Status.now());
            }
        }
    }
}
