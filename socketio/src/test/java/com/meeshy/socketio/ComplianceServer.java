package com.meeshy.socketio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import com.meeshy.socketio.engine.EchoEngine;
import java.time.Duration;

/// The server that the official test suites of Socket.IO expect. Run by hand: `socket` or `engine`, and a port.
final class ComplianceServer {

    private ComplianceServer() {}

    @SuppressWarnings("resource")
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("engine")) {
            SocketIoSettings settings = settings().withPath("/engine.io/").withConnectTimeout(Duration.ofMinutes(1));
            EchoEngine echo = new EchoEngine(settings);
            new TestServer(port, 2, () -> new SocketIoGate(echo.router(), settings));
        } else {
            SocketIoServer server = socketServer(settings().withConnectTimeout(Duration.ofSeconds(1)));
            new TestServer(port, 2, server::newGate);
        }
        System.out.println("ready");
    }

    static SocketIoSettings settings() {
        return SocketIoSettings.defaults()
                .withPingInterval(Duration.ofMillis(300))
                .withPingTimeout(Duration.ofMillis(200))
                .withMaxPayload(1_000_000)
                .withAddressLimits(AddressLimits.none())
                .withOrigins(OriginPolicy.ANY);
    }

    static SocketIoServer socketServer(SocketIoSettings settings) {
        SocketIoServer server = new SocketIoServer(settings);
        server.namespace("/").handler(new Echo());
        server.namespace("/custom").handler(new Echo());
        return server;
    }

    /// Sends back the credential, every message, and every message that wants an answer as the answer.
    private static final class Echo implements NamespaceHandler {
        @Override
        public void connected(Connection connection) {
            var auth = connection.handshake().auth();
            connection.emit("auth", auth.isMissingNode() ? JsonNodeFactory.instance.objectNode() : auth);
        }

        @Override
        public void event(Connection connection, Event event) {
            Object[] arguments = event.arguments().toArray();
            Ack ack = event.ack();
            if (ack != null) {
                ack.send(arguments);
            } else if (event.name().equals("message")) {
                connection.emit("message-back", arguments);
            }
        }
    }
}
