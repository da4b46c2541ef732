package com.meeshy.presence.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Authenticator;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.directory.LiveConnections;
import com.meeshy.presence.live.membership.MembershipCheck;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.session.TokenRevocation;
import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.live.upkeep.ClockJumps;
import com.meeshy.presence.live.upkeep.ExpiredLinks;
import com.meeshy.presence.live.upkeep.IdleGuests;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.http.HttpServer;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Identities;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Revocation;
import com.meeshy.presence.storage.model.StoredMessage;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import io.netty.channel.ChannelDuplexHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/// The real HTTP server over the real embedded store; only the live side is in memory, and writes down what it
/// is told.
@NullUnmarked
public final class RunningGateway implements AutoCloseable {
    public static final String SECRET = "0123456789abcdef0123456789abcdef";
    public static final String ADMIN_KEY = "an-admin-key-of-some-length";
    public static final String ALICE = "65a000000000000000000001";
    public static final String BOB = "65a000000000000000000002";
    public static final String CAROL = "65a000000000000000000003";
    public static final String STRANGER = "65a000000000000000000004";
    public static final String ROOT = "65a000000000000000000005";
    public static final String TEAM = "65c000000000000000000001";
    public static final String GUEST = "65b000000000000000000001";
    public static final String GUEST_SESSION = "anon_guest_1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    public final AtomicReference<Instant> now = new AtomicReference<>(START);
    public final Limits limits;
    public volatile boolean storeFull;
    public final List<ParticipantId> touched = new CopyOnWriteArrayList<>();
    public final List<StoredMessage> relayed = new CopyOnWriteArrayList<>();
    public final List<String> closed = new CopyOnWriteArrayList<>();
    public final List<ParticipantId> changedParticipants = new CopyOnWriteArrayList<>();
    public final List<Revocation> revoked = new CopyOnWriteArrayList<>();
    public final List<String> joined = new CopyOnWriteArrayList<>();
    public final List<String> left = new CopyOnWriteArrayList<>();
    public final List<ConversationId> changedConversations = new CopyOnWriteArrayList<>();
    public final Map<ParticipantId, PresenceView> live = new HashMap<>();
    public HealthPart.State storeHealth = HealthPart.State.UP;
    public final PresenceMetrics metrics = new PresenceMetrics();
    public final Tokens tokens;
    public final Storage storage;
    public final Tracker tracker;
    public final PresenceRecorder recorder;
    public final ParticipantLoader loader;
    public RuntimeException failingHealth;
    public int guestsChanged;
    public Runnable beforeTouch = () -> {};

    private final HttpServer server;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RunningGateway(Path folder, String... settings) {
        InstantSource clock = now::get;
        Map<String, String> environment =
                new HashMap<>(Map.of("JWT_SECRET", SECRET, "ADMIN_KEY", ADMIN_KEY, "PORT", "0", "HOST", "127.0.0.1"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        Settings tree = Settings.from(environment);
        storage = SqliteStorage.open(folder, clock);
        tokens = new Tokens(
                Signatures.of(tree.access().jwtSecret(), tree.access().jwksUrl()), clock);
        Authenticator authenticator =
                new Authenticator(tokens, Identities.of(storage.accounts(), storage.guests()), metrics, clock);
        LongSupplier ticker = () -> Duration.between(START, now.get()).toNanos();
        limits = new Limits(tree.limits(), metrics, ticker);
        World world = new World();
        Time time = Time.of(clock, ticker);
        recorder = new PresenceRecorder(storage.presence());
        tracker = Tracker.started(RULES, 1, Effects.of(recorder, Announcer.NOBODY), time);
        loader = new ParticipantLoader(storage.directory(), storage.presence());
        List<HealthPart> health = List.of(new HealthPart("store", this::lookAtStore));
        RestDoors doors = new RestDoors(
                storage,
                authenticator,
                new CredentialTries(limits, ticker),
                limits,
                world,
                new DirectoryEdits(storage.editor(), storage.guests(), world),
                this::touch,
                new MessageSender(
                        new MembershipCheck(storage.conversations()),
                        storage.messages(),
                        (message, name) -> relayed.add(message),
                        limits,
                        () -> storeFull),
                revocation -> {
                    revoked.add(revocation);
                    return new TokenRevocation.Outcome(3, true);
                },
                new Operations(cleanup(world, time), new ActivityStatistics(tracker, recorder), health, metrics::text),
                tree.operations().demo() ? world : null,
                time);
        server = new HttpServer(tree, doors, ChannelDuplexHandler::new);
        try {
            port = server.start();
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private Cleanup cleanup(World world, Time time) {
        Succession succession = new Succession(
                new NodeId("test"), storage.leases(), storage.presence(), loader, tracker, Duration.ZERO);
        try {
            succession.tick(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Sweep sweep = new Sweep(storage.presence(), loader, tracker, Duration.ofMinutes(5), succession, time);
        return new Cleanup(
                sweep,
                new IdleGuests(storage.guests(), tracker, world::memberLeft),
                new ExpiredLinks(storage.guests(), world::guestsChanged),
                new ClockJumps(time, sweep, metrics, () -> {}),
                metrics,
                time);
    }

    private HealthPart.State lookAtStore() {
        if (failingHealth != null) {
            throw failingHealth;
        }
        return storeHealth;
    }

    private void touch(ParticipantId id) {
        beforeTouch.run();
        touched.add(id);
    }

    /// Five people, four of them in one conversation with a guest, one a stranger to all.
    public RunningGateway withPeople() {
        storage.editor()
                .apply(new ImportDocument(
                        List.of(
                                user(ALICE, "alice", "USER", true),
                                user(BOB, "bob", "USER", true),
                                user(CAROL, "carol", "USER", false),
                                user(STRANGER, "stranger", "USER", true),
                                user(ROOT, "root", "ADMIN", true)),
                        List.of(new ImportDocument.Talk(
                                TEAM, "team", "group", "The team", true, List.of(ALICE, BOB, CAROL))),
                        List.of(
                                new ImportDocument.Link(
                                        "65d000000000000000000001", "mshy_demo", null, TEAM, true, null, null),
                                new ImportDocument.Link(
                                        "65d000000000000000000002",
                                        "mshy_old",
                                        null,
                                        TEAM,
                                        true,
                                        "2026-01-01T00:00:00Z",
                                        null),
                                new ImportDocument.Link(
                                        "65d000000000000000000003", "mshy_off", null, TEAM, false, null, null),
                                new ImportDocument.Link(
                                        "65d000000000000000000004", "mshy_one", null, TEAM, true, null, 1)),
                        List.of(new ImportDocument.Visitor(
                                GUEST, "65d000000000000000000001", "guest1", null, null, "en", GUEST_SESSION, true))));
        return this;
    }

    private static ImportDocument.User user(String id, String name, String role, boolean active) {
        String display = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        return new ImportDocument.User(id, name, display, null, null, role, "fr", active);
    }

    public String token(String userId) {
        return tokens.issue(ObjectId.parse(userId), "whoever", Duration.ofHours(1));
    }

    public int port() {
        return port;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer getAs(String userId, String path) {
        return get(path, "Authorization", "Bearer " + token(userId));
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer postAs(String userId, String path, String body) {
        return post(path, body, "Authorization", "Bearer " + token(userId));
    }

    public Answer asAdmin(String method, String path, String body) {
        return send(method, path, body, "X-Admin-Key", ADMIN_KEY);
    }

    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void stopServer() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        tracker.close();
        storage.close();
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + response.body(), e);
            }
        }

        public JsonNode data() {
            return json().path("data");
        }
    }

    /// The live side: whom a test put into [#live] is online.
    private final class World implements LivePresence, LiveConnections, DemoPeople {
        @Override
        public List<PresenceView> of(Collection<ParticipantId> ids) {
            List<PresenceView> views = new ArrayList<>();
            for (Participant each : storage.directory().participants(ids).values()) {
                PresenceView view = live.get(each.id());
                views.add(view != null ? view : new PresenceView(each.id(), each.name(), false, null, null, 0));
            }
            return views;
        }

        @Override
        public boolean isOnline(ParticipantId id) {
            return live.containsKey(id) && live.get(id).isOnline();
        }

        @Override
        public List<PresenceView> online(ConversationId conversation, Predicate<String> name, int limit) {
            Set<ParticipantId> members =
                    storage.directory().members(List.of(conversation)).getOrDefault(conversation, Set.of());
            return live.values().stream()
                    .filter(view -> view.isOnline() && members.contains(view.id()) && name.test(view.name()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public int onlineCount(ConversationId conversation) {
            return online(conversation, name -> true, Integer.MAX_VALUE).size();
        }

        @Override
        public LiveCounts counts() {
            return new LiveCounts(2, 1, 5);
        }

        @Override
        public int close(ParticipantId participant, Closing why) {
            closed.add(participant + " " + why);
            return 2;
        }

        @Override
        public void participantsChanged(Collection<ParticipantId> participants) {
            changedParticipants.addAll(participants);
        }

        @Override
        public void membersJoined(Map<ParticipantId, Set<ConversationId>> members) {
            members.forEach((participant, conversations) ->
                    conversations.forEach(each -> joined.add(participant + " " + each)));
        }

        @Override
        public void memberLeft(ParticipantId participant, ConversationId conversation) {
            left.add(participant + " " + conversation);
        }

        @Override
        public void conversationsChanged(Collection<ConversationId> conversations) {
            changedConversations.addAll(conversations);
        }

        @Override
        public void guestsChanged() {
            guestsChanged++;
        }

        @Override
        public List<Account> everybody() {
            return List.of(storage.accounts().accountByUsername("alice"));
        }

        @Override
        public List<GuestLink> guestLinks() {
            return List.of(new GuestLink("mshy_demo", "The team"));
        }

        @Override
        public SignedIn signIn(String username) {
            Account account = storage.accounts().accountByUsername(username);
            return account == null
                    ? null
                    : new SignedIn(account, token(account.id().toString()));
        }
    }
}
