package com.meeshy.presence.server.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.wiring.Gateway;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/// A whole gateway with a few people, a clock that can be put forward, and consoles that speak to it over real
/// sockets.
@NullUnmarked
final class ConsoleWorld implements AutoCloseable {
    static final String ADMIN_KEY = "an-admin-key-of-some-length";
    static final String ALICE = "65a000000000000000000001";
    static final String BOB = "65a000000000000000000002";
    static final String ROOT = "65a000000000000000000005";
    static final String GUEST = "65b000000000000000000001";
    static final String TEAM = "65c000000000000000000001";
    static final String GUEST_SESSION = "anon_guest_1";

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Clock system = Clock.tickMillis(ZoneOffset.UTC);
    private final HttpClient http = HttpClient.newHttpClient();
    private final EventLoopGroup loops = ClientLoops.of(1);
    private final Tokens tokens;
    private final Gateway gateway;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();

    ConsoleWorld(Path folder) {
        Settings settings = Settings.from(Map.of(
                "JWT_SECRET", "0123456789abcdef0123456789abcdef",
                "ADMIN_KEY", ADMIN_KEY,
                "PORT", "0",
                "HOST", "127.0.0.1",
                "DRAIN_GRACE", "0s",
                "OFFLINE_GRACE", "1s",
                "NODE_ID", "node-under-test",
                "DATA_DIR", folder.toString()));
        InstantSource clock = this::now;
        tokens = new Tokens(
                Signatures.of(settings.access().jwtSecret(), settings.access().jwksUrl()), clock);
        try (Storage storage = SqliteStorage.open(folder, clock)) {
            storage.editor()
                    .apply(new ImportDocument(
                            List.of(
                                    user(ALICE, "alice", "Alice Martin", "USER"),
                                    user(BOB, "bob", "Bob Keller", "USER"),
                                    user(ROOT, "root", "Rosa Oti", "ADMIN")),
                            List.of(new ImportDocument.Talk(
                                    TEAM, "team", "group", "The team", true, List.of(ALICE, BOB))),
                            List.of(new ImportDocument.Link(
                                    "65d000000000000000000001", "mshy_team", null, TEAM, true, null, null)),
                            List.of(new ImportDocument.Visitor(
                                    GUEST,
                                    "65d000000000000000000001",
                                    "guest1",
                                    "Zoé",
                                    null,
                                    "en",
                                    GUEST_SESSION,
                                    true))));
        }
        gateway = Gateway.start(
                settings, Time.of(clock, () -> System.nanoTime() + ahead.get().toNanos()), "test");
    }

    private static ImportDocument.User user(String id, String username, String name, String role) {
        return new ImportDocument.User(id, username, name, null, null, role, "fr", true);
    }

    private Instant now() {
        return system.instant().plus(ahead.get());
    }

    void later(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    String token(String userId, Duration lifetime) {
        return tokens.issue(ObjectId.parse(userId), "whoever", lifetime);
    }

    String token(String userId) {
        return token(userId, Duration.ofHours(1));
    }

    Ear console(Map<String, ?> auth) throws Exception {
        return connect("/admin", auth);
    }

    Ear console() throws Exception {
        return console(Map.of("adminKey", ADMIN_KEY));
    }

    /// The code with which a console is refused.
    String refusal(Map<String, ?> auth) throws Exception {
        try {
            console(auth);
        } catch (ConnectRefused e) {
            return e.code();
        }
        return "let in";
    }

    /// A person connects; returns when it is online for all.
    Ear person(String userId) throws Exception {
        return present(Map.of("token", token(userId)));
    }

    Ear guest() throws Exception {
        return present(Map.of("sessionToken", GUEST_SESSION));
    }

    private Ear present(Map<String, ?> auth) throws Exception {
        Ear ear = connect("/", auth);
        ear.next("authenticated", payload -> payload.path("success").asBoolean());
        return ear;
    }

    private Ear connect(String namespace, Map<String, ?> auth) throws Exception {
        Ear ear = new Ear(auth);
        ear.client =
                SocketIoClient.connect(ClientSettings.toPort(gateway.port()).withNamespace(namespace), loops, ear);
        ears.add(ear);
        return ear;
    }

    String rest(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("X-Admin-Key", ADMIN_KEY)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    double metric(String series) throws Exception {
        return rest("GET", "/metrics", "")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        ears.forEach(ear -> ear.client.cut());
        loops.shutdownGracefully();
        http.shutdownNow();
        gateway.close();
    }

    /// A connection and everything it has heard.
    static final class Ear implements ClientListener {
        private record Heard(String name, JsonNode payload) {}

        private final List<Heard> heard = new CopyOnWriteArrayList<>();
        volatile boolean closed;
        SocketIoClient client;
        private final Map<String, ?> auth;

        Ear(Map<String, ?> auth) {
            this.auth = auth;
        }

        @Override
        public Object auth() {
            return auth;
        }

        @Override
        public void event(SocketIoClient from, IncomingPacket event) {
            JsonNode array = event.json();
            heard.add(new Heard(array.path(0).asText(), array.path(1)));
        }

        @Override
        public void closed(SocketIoClient from, String why) {
            closed = true;
        }

        List<JsonNode> all(String name) {
            return heard.stream()
                    .filter(each -> each.name().equals(name))
                    .map(Heard::payload)
                    .toList();
        }

        /// What was heard before counts too.
        JsonNode next(String name, Predicate<JsonNode> fits) {
            return await(name)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> all(name).stream().filter(fits).findFirst(), Optional::isPresent)
                    .get();
        }

        JsonNode next(String name) {
            return next(name, any -> true);
        }

        JsonNode ask(String event, Map<String, ?> payload) {
            return client.ask(event, payload).join();
        }
    }
}
