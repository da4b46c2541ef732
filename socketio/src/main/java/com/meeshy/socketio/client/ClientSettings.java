package com.meeshy.socketio.client;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where clients connect to, and how. Many can share one.
///
/// @param address of the server, such as `http://localhost:8000`; with `https` the JDK's authorities are trusted
/// @param namespace with its leading slash
/// @param query more of the query, such as `&room=7`
/// @param headers more of the request, each a line
/// @param from the address of this machine to come from
/// @param patience with which entering and acknowledgements are waited for
/// @param heartbeat whether a server that stops to ping is given up, for which each connection has a timer
public record ClientSettings(
        URI address,
        String namespace,
        String query,
        List<String> headers,
        @Nullable InetAddress from,
        Duration patience,
        boolean heartbeat) {
    private static final String USER_AGENT = "User-Agent: Java-socketio-client";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static ClientSettings to(URI address) {
        return new ClientSettings(address, "/", "", List.of(USER_AGENT), null, PATIENCE, true);
    }

    /// A server on this machine.
    public static ClientSettings toPort(int port) {
        return to(URI.create("http://127.0.0.1:" + port));
    }

    public ClientSettings withNamespace(String other) {
        return new ClientSettings(address, other, query, headers, from, patience, heartbeat);
    }

    public ClientSettings withQuery(String other) {
        return new ClientSettings(address, namespace, other, headers, from, patience, heartbeat);
    }

    /// In the place of one of the same name.
    public ClientSettings withHeader(String name, String value) {
        List<String> more = Stream.concat(
                        headers.stream().filter(each -> !each.startsWith(name + ":")), Stream.of(name + ": " + value))
                .toList();
        return new ClientSettings(address, namespace, query, more, from, patience, heartbeat);
    }

    public ClientSettings withFrom(InetAddress other) {
        return new ClientSettings(address, namespace, query, headers, other, patience, heartbeat);
    }

    public ClientSettings withPatience(Duration other) {
        return new ClientSettings(address, namespace, query, headers, from, other, heartbeat);
    }

    public ClientSettings withoutHeartbeat() {
        return new ClientSettings(address, namespace, query, headers, from, patience, false);
    }

    boolean isSecure() {
        return "https".equals(address.getScheme());
    }

    int port() {
        int port = address.getPort();
        return port >= 0 ? port : isSecure() ? 443 : 80;
    }

    /// What stands between the type of a Socket.IO packet and its content.
    String prefix() {
        return namespace.equals("/") ? "" : namespace + ",";
    }
}
