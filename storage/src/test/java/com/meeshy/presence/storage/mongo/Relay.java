package com.meeshy.presence.storage.mongo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A door in front of a server. Shut, it looks to a client as if the server had been stopped: connections break, and
/// nobody listens on the port. Opened again it has the same port, and the server its data.
final class Relay implements AutoCloseable {
    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket door;

    Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = first.getLocalPort();
        listen(first);
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listen(again);
    }

    void shut() throws IOException {
        ServerSocket open = door;
        if (open != null) {
            open.close();
        }
        breakConnections();
    }

    /// As when the network hiccups: the server goes on listening.
    void breakConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void listen(ServerSocket listening) {
        door = listening;
        Thread.startVirtualThread(() -> {
            while (!listening.isClosed()) {
                try {
                    connect(listening.accept());
                } catch (IOException e) {
                    // Shut, or this one client is refused.
                }
            }
        });
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(target.getAddress(), target.getPort());
        sockets.add(client);
        sockets.add(server);
        Thread.startVirtualThread(() -> pass(client, server));
        Thread.startVirtualThread(() -> pass(server, client));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            input.transferTo(output);
        } catch (IOException e) {
            // One side is gone, so both are.
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
