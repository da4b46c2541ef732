package com.meeshy.presence.server.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.LineToStore;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;

/// A whole gateway over the embedded store, on a line that a test can cut: Alice, Bob, Carol and a guest in one
/// conversation.
@NullUnmarked
final class GatewayBed implements AutoCloseable {
    static final InstantSource CLOCK = Clock.tickMillis(ZoneOffset.UTC);
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String ALICE = "65a000000000000000000001";
    static final String BOB = "65a000000000000000000002";
    static final String CAROL = "65a000000000000000000003";
    static final String GUEST = "65b000000000000000000001";
    static final String TEAM = "65c000000000000000000001";
    static final String LINK = "65d000000000000000000001";
    private static final String SESSION = "anon_guest_1";
    private static final String ADMIN_KEY = "an-admin-key-of-some-length";

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /// The clocks of the gateway: its wall clock can be set wrong.
    final Time time = Time.of(() -> CLOCK.instant().plus(ahead.get()));

    final LineToStore line;
    private final Tokens tokens;
    private final Gateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<BareClient> clients = new ArrayList<>();

    GatewayBed(Path folder, String... changed) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JWT_SECRET",
                SECRET,
                "ADMIN_KEY",
                ADMIN_KEY,
                "PORT",
                "0",
                "HOST",
                "127.0.0.1",
                "DRAIN_GRACE",
                "0s",
                "DATA_DIR",
                folder.toString()));
        for (int i = 0; i < changed.length; i += 2) {
            environment.put(changed[i], changed[i + 1]);
        }
        Settings settings = Settings.from(environment);
        tokens = new Tokens(
                Signatures.of(settings.access().jwtSecret(), settings.access().jwksUrl()), CLOCK);
        line = new LineToStore(SqliteStorage.open(folder, time));
        line.storage().editor().apply(world());
        gateway = Gateway.start(settings, line.storage(), time, "test");
    }

    /// What the gateway begins with.
    static ImportDocument world() {
        return new ImportDocument(
                List.of(person(ALICE, "alice"), person(BOB, "bob"), person(CAROL, "carol")),
                List.of(new ImportDocument.Talk(TEAM, "team", "group", "The team", true, List.of(ALICE, BOB, CAROL))),
                List.of(new ImportDocument.Link(LINK, "mshy_demo", null, TEAM, true, null, null)),
                List.of(new ImportDocument.Visitor(GUEST, LINK, "guest1", null, null, "en", SESSION, true)));
    }

    /// The same, with another end of the share link.
    ImportDocument worldWithLinkUntil(Instant end) {
        return new ImportDocument(
                null,
                null,
                List.of(new ImportDocument.Link(LINK, "mshy_demo", null, TEAM, true, end.toString(), null)),
                null);
    }

    static ImportDocument.User person(String id, String username) {
        return new ImportDocument.User(id, username, null, null, null, "USER", "fr", true);
    }

    BareClient user(String id) {
        return connect(Map.of("token", token(id)));
    }

    BareClient withToken(String token) {
        return connect(Map.of("token", token));
    }

    BareClient userFor(String id, Duration lifetime) {
        return connect(Map.of("token", token(id, lifetime)));
    }

    BareClient guest() {
        return connect(Map.of("sessionToken", SESSION));
    }

    private BareClient connect(Map<String, String> credential) {
        BareClient client = new BareClient(gateway.port(), credential);
        clients.add(client);
        return client;
    }

    private String token(String id) {
        return token(id, Duration.ofHours(1));
    }

    String token(String id, Duration lifetime) {
        return tokens.issue(ObjectId.parse(id), "whoever", lifetime);
    }

    /// What the client has heard of somebody's presence.
    List<JsonNode> statusesOf(BareClient client, String user) {
        return client.all("user:status").stream()
                .filter(each -> each.path("userId").asText().equals(user))
                .toList();
    }

    int port() {
        return gateway.port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> getAs(String user, String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token(user)));
    }

    HttpResponse<String> getWith(String token, String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> asAdmin(String path) throws IOException, InterruptedException {
        return send(request(path).header("X-Admin-Key", ADMIN_KEY));
    }

    HttpResponse<String> put(String path) throws IOException, InterruptedException {
        return send(request(path).header("X-Admin-Key", ADMIN_KEY).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    /// Waits until the store is asked for nothing but leases any more.
    void quiet() throws InterruptedException {
        int before;
        int after = asked();
        do {
            before = after;
            Thread.sleep(500);
            after = asked();
        } while (after > before);
    }

    private int asked() {
        Map<String, Integer> calls = line.callsByKind();
        calls.keySet().removeIf(kind -> kind.startsWith("NodeLeases"));
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("X-Admin-Key", ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Somebody sets the wall clock of the gateway's machine wrong by so much; zero sets it right.
    void clockAhead(Duration by) {
        ahead.set(by);
    }

    HttpResponse<String> importing(String document) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/admin/import")
                .header("X-Admin-Key", ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer;
    }

    HttpResponse<String> join(String link) throws IOException, InterruptedException {
        return send(request("/api/anonymous/join/" + link).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(request(path).header("X-Admin-Key", ADMIN_KEY).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> patch(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("X-Admin-Key", ADMIN_KEY)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        clients.forEach(BareClient::close);
        http.shutdownNow();
        gateway.close();
    }
}
