package com.meeshy.presence.bench.peers;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.meeshy.presence.bench.GatewayProcess;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What `bench/peers/seed.mjs` does, step by step, on netty-socketio.
final class NettySocketioPresence {
    private static final String USER = "user";

    private final SocketIOServer server;
    private final SeedTables tables;
    private final JWSVerifier verifier;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, UUID> connected = new ConcurrentHashMap<>();

    /// A user with the names of the rooms.
    private record User(String id, String name, List<String> rooms) {}

    private NettySocketioPresence(SocketIOServer server, SeedTables tables, JWSVerifier verifier) {
        this.server = server;
        this.tables = tables;
        this.verifier = verifier;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(port);
        configuration.setBossThreads(1);
        configuration.setWorkerThreads(Integer.parseInt(arguments[0]));
        configuration.setPingInterval(25_000);
        configuration.setPingTimeout(10_000);
        configuration.setWebsocketCompression(false);
        configuration.getSocketConfig().setAcceptBackLog(4096);
        SocketIOServer server = new SocketIOServer(configuration);
        NettySocketioPresence presence = new NettySocketioPresence(
                server,
                new SeedTables(Path.of(environment.get("DATA_DIR")), Path.of(environment.get("POPULATION"))),
                new MACVerifier(GatewayProcess.SECRET.getBytes(StandardCharsets.UTF_8)));
        server.getNamespace("").addAuthTokenListener(presence::enter);
        server.addDisconnectListener(presence::leave);
        server.start();
        System.out.println("Ready on http://127.0.0.1:" + port + "/");
    }

    /// Its only place where the payload of CONNECT can be seen.
    private AuthTokenResult enter(Object credentials, SocketIOClient client) {
        try {
            User user = credentials instanceof Map<?, ?> map ? verified(String.valueOf(map.get("token"))) : null;
            if (user == null) {
                client.sendEvent("authenticated", Map.of("success", false, "code", "invalid_token"));
                client.disconnect();
                return new AuthTokenResult(false, "invalid_token");
            }
            client.set(USER, user);
            client.joinRooms(new HashSet<>(user.rooms()));
            connected.put(user.id(), client.getSessionId());
            tables.update(user.id(), true, clock.millis());
            broadcast(user, true);
            client.sendEvent(
                    "authenticated", Map.of("success", true, "user", Map.of("id", user.id(), "username", user.name())));
            return AuthTokenResult.AuthTokenResultSuccess;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables failed", e);
        }
    }

    private @Nullable User verified(String token) throws SQLException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Long expires = jwt.getPayload().toJSONObject().get("exp") instanceof Long seconds ? seconds : null;
            if (!jwt.verify(verifier)
                    || expires == null
                    || expires <= clock.instant().getEpochSecond()) {
                return null;
            }
            String id = jwt.getJWTClaimsSet().getStringClaim("userId");
            String name = tables.username(id);
            return name == null
                    ? null
                    : new User(
                            id,
                            name,
                            tables.conversations(id).stream()
                                    .map("conversation_"::concat)
                                    .toList());
        } catch (ParseException | JOSEException e) {
            return null;
        }
    }

    private void leave(SocketIOClient client) {
        User user = client.get(USER);
        if (user == null || !connected.remove(user.id(), client.getSessionId())) {
            return;
        }
        try {
            tables.update(user.id(), false, clock.millis());
        } catch (SQLException e) {
            throw new IllegalStateException("the tables failed", e);
        }
        broadcast(user, false);
    }

    private void broadcast(User user, boolean online) {
        Map<String, Object> status = Map.of("userId", user.id(), "username", user.name(), "isOnline", online);
        for (String room : user.rooms()) {
            server.getRoomOperations(room).sendEvent("user:status", status);
        }
    }
}
