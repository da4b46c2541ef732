package com.meeshy.presence.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.Storage;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server goes away, comes back, or fails in the midst of a call.
@Timeout(60)
class MongoFaultTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final MongoPatience SHORT = new MongoPatience(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));

    private MongoServer server = new MongoServer(new MemoryBackend());
    private Relay relay;
    private Storage storage;
    private MongoClient host;

    @BeforeEach
    void start() throws IOException {
        relay = new Relay(server.bind());
        host = MongoClients.create(server.getConnectionString());
        storage = open(MongoPatience.USUAL);
    }

    private Storage open(MongoPatience patience) {
        return MongoStorage.open(uri("?maxPoolSize=4"), () -> NOON, false, patience, List.of());
    }

    private void losePatience() {
        storage.close();
        storage = open(SHORT);
    }

    @AfterEach
    void stop() throws IOException {
        storage.close();
        host.close();
        relay.close();
        server.shutdownNow();
    }

    @Test
    void aStoppedServerIsAnErrorInBoundedTimeThatNamesIt() throws IOException {
        ParticipantId alice = user(1);
        write(online(alice, 1));
        losePatience();
        relay.shut();

        long begun = System.nanoTime();
        assertThatThrownBy(() -> write(online(alice, 2)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("MongoDB at localhost:" + relay.port())
                .hasMessageContaining("nobody listens there");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatFailedSucceedsWhenTheServerIsBackOnItsPort() throws IOException {
        ParticipantId alice = user(1);
        losePatience();
        relay.shut();
        assertThatThrownBy(() -> write(online(alice, 1))).isInstanceOf(StoreException.class);

        relay.open();

        // The driver looks again every half second, and a call waits as long as that for a server.
        boolean written = false;
        while (!written) {
            try {
                write(online(alice, 1));
                written = true;
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("MongoDB at");
            }
        }
        assertThat(loaded(alice)).isEqualTo(online(alice, 1));
    }

    @Test
    void brokenConnectionsAreNotNoticedByCallers() throws IOException {
        ParticipantId alice = user(1);
        for (int version = 1; version <= 4; version++) {
            relay.breakConnections();
            write(online(alice, version));
        }
        assertThat(loaded(alice)).isEqualTo(online(alice, 4));
    }

    @Test
    void aBatchAppliedInPartIsSafeToRepeat() {
        List<ParticipantId> people = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            people.add(user(i));
        }
        List<StoredPresence> all = people.stream().map(one -> online(one, 5)).toList();
        write(all.subList(0, 1_100).toArray(StoredPresence[]::new));
        // Somebody moved on in the meantime: the repetition must not take that back.
        StoredPresence newer = new StoredPresence(people.getFirst(), false, NOON.plusSeconds(3), NOON, 6);
        write(newer);

        write(all.toArray(StoredPresence[]::new));

        assertThat(storage.presence().load(people))
                .hasSize(2_500)
                .allSatisfy((id, state) ->
                        assertThat(state).isEqualTo(id.equals(people.getFirst()) ? newer : online(id, 5)));
    }

    @Test
    void aCallUnderWayIsRepeatedAndOnlyOnceCarriedOut() {
        AtomicInteger attempts = new AtomicInteger();
        try (MongoConnection connection = MongoConnection.open(MongoAddress.parse(uri("")), SHORT, List.of())) {
            String answer = connection.call(again -> {
                assertThat(again).isEqualTo(attempts.get() > 0);
                if (attempts.incrementAndGet() < 3) {
                    throw new MongoException(91, "the server is shutting down");
                }
                return "done";
            });
            assertThat(answer).isEqualTo("done");
            assertThatThrownBy(() -> connection.call(_ -> {
                        attempts.incrementAndGet();
                        throw new MongoException(2, "BadValue");
                    }))
                    .isInstanceOf(StoreException.class);
        }
        assertThat(attempts).hasValue(4);
    }

    @Test
    void noMoreCallsAreUnderWayThanThereAreConnectionsAndWhoWaitsTooLongIsTold() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        try (MongoConnection connection =
                        MongoConnection.open(MongoAddress.parse(uri("?maxPoolSize=2")), SHORT, List.of());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> holding = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                holding.add(callers.submit(() -> connection.call(_ -> {
                    inside.countDown();
                    return await(free);
                })));
            }
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> connection.call(_ -> true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("none of the 2 connections was free within 1000 ms");

            free.countDown();
            for (Future<Boolean> one : holding) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(connection.<Boolean>call(_ -> true)).isTrue();
        }
    }

    @Test
    void aStartWithoutAServerEndsWithASentenceWithoutThePassword() throws IOException {
        relay.shut();

        assertThatThrownBy(() -> MongoStorage.open(
                        "mongodb://gate:s3cret@localhost:" + relay.port() + "/meeshy",
                        () -> NOON,
                        false,
                        SHORT,
                        List.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("localhost:" + relay.port())
                .hasMessageContaining("correct MONGODB_URI")
                .hasMessageNotContainingAny("s3cret", "gate:");
    }

    @Test
    void anIndexThatCannotBeCreatedDoesNotKeepTheGatewayFromStarting() {
        String database = "duplicates";
        for (int i = 0; i < 2; i++) {
            host.getDatabase(database).getCollection("User").insertOne(new Document("username", "twin"));
        }
        String uri = TestServer.withDatabase(uri(""), database);

        try (Storage opened = MongoStorage.open(uri, () -> NOON, false, SHORT, List.of())) {
            assertThat(opened.accounts().accountByUsername("twin")).isNotNull();
        }
        List<String> indexes = new ArrayList<>();
        host.getDatabase(database)
                .getCollection("Conversation")
                .listIndexes()
                .forEach(index -> indexes.add(index.getString("name")));
        assertThat(indexes).contains("Conversation_identifier_key");
    }

    private String uri(String options) {
        return "mongodb://localhost:" + relay.port() + "/meeshy" + options + (options.isEmpty() ? "?" : "&")
                + "directConnection=true&heartbeatFrequencyMS=500";
    }

    private ParticipantId user(int number) {
        ObjectId id = new ObjectId(0x65f0_0000_0000_0000L, number);
        host.getDatabase("meeshy")
                .getCollection("User")
                .insertOne(new Document("_id", MongoFields.bson(id)).append("username", "user" + number));
        return ParticipantId.registered(id);
    }

    private void write(StoredPresence... states) {
        storage.presence().write(List.of(states));
    }

    private StoredPresence loaded(ParticipantId id) {
        return Objects.requireNonNull(storage.presence().load(List.of(id)).get(id));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static StoredPresence online(ParticipantId id, long version) {
        return new StoredPresence(id, true, null, NOON, version);
    }
}
