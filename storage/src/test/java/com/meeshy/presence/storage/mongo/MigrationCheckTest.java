package com.meeshy.presence.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.storage.mongo.MigrationCheck.Report;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationCheckTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final String uri = TestServer.newDatabase();
    private final MongoClient host = MongoClients.create(uri);
    private final MongoDatabase database =
            host.getDatabase(Objects.requireNonNull(new com.mongodb.ConnectionString(uri).getDatabase()));

    @AfterEach
    void drop() {
        database.drop();
        host.close();
    }

    @Test
    void aCleanDatabaseHasNothingSerious() {
        ObjectId alice = put("User", new Document("username", "alice").append("lastActiveAt", Date.from(NOON)));
        ObjectId team = put("Conversation", new Document("identifier", "team"));
        put("ConversationMember", new Document("userId", alice).append("conversationId", team));

        Report report = check();

        assertThat(report.serious()).isFalse();
        assertThat(report.lines())
                .contains("        User: 1", "        Message: not there", "        none")
                .anyMatch(line -> line.startsWith("missing User_username_key"));
    }

    @Test
    void everythingOddIsCountedWithExamplesAndSeriousThingsAreSaidToBe() {
        ObjectId alice = put("User", new Document("username", "alice").append("lastSeen", "yesterday"));
        ObjectId twin = put("User", new Document("username", "alice").append("isActive", 1));
        ObjectId early =
                put("User", new Document("username", "e").append("lastActiveAt", Date.from(NOON.plusSeconds(3600))));
        ObjectId nameless =
                put("User", new Document("username", null).append("lastActiveAt", Date.from(Instant.EPOCH)));
        ObjectId team = put("Conversation", new Document("identifier", "team"));
        put("ConversationMember", new Document("userId", alice).append("conversationId", team));
        ObjectId again = put("ConversationMember", new Document("userId", alice).append("conversationId", team));
        ObjectId nobody =
                put("ConversationMember", new Document("userId", new ObjectId()).append("conversationId", team));

        Report report = check();

        assertThat(report.serious()).isTrue();
        assertFound(report, "SERIOUS User.lastSeen is not of the type date_time: 1", alice);
        assertFound(report, "SERIOUS User.isActive is not of the type boolean: 1", twin);
        assertFound(report, "SERIOUS User.lastActiveAt lies in the future: 1", early);
        assertFound(report, "SERIOUS User.username is the same in several documents: 1", twin);
        assertFound(report, "note    User.lastActiveAt lies before the year 2000: 1", nameless);
        assertFound(report, "note    User without any name: 1", nameless);
        assertFound(report, "note    ConversationMember lists a person again in the same conversation: 1", again);
        assertFound(report, "note    ConversationMember.userId refers to no User: 1", nobody);
    }

    @Test
    void moreThanABatchIsCountedAndFiveExamplesAreGiven() {
        ObjectId team = put("Conversation", new Document("identifier", "team"));
        List<Document> listings = new ArrayList<>();
        for (int i = 0; i < 2_345; i++) {
            listings.add(new Document("userId", new ObjectId()).append("conversationId", team));
        }
        database.getCollection("ConversationMember").insertMany(listings);

        List<String> lines = check().lines();

        int at = lines.indexOf("note    ConversationMember.userId refers to no User: 2345");
        assertThat(at).isPositive();
        assertThat(lines.get(at + 1).split(", ")).hasSize(5);
    }

    @Test
    void nothingIsChangedAndNoSessionTokenIsShown() {
        for (int i = 0; i < 2; i++) {
            put("AnonymousParticipant", new Document("sessionToken", "anon_secret").append("username", "guest"));
        }
        Map<String, List<String>> before = dump();

        Report report = check();

        assertThat(dump()).isEqualTo(before);
        assertThat(report.serious()).isTrue();
        assertThat(String.join("\n", report.lines()))
                .contains("sessionToken is the same")
                .doesNotContain("anon_secret");
    }

    private static void assertFound(Report report, String title, ObjectId example) {
        assertThat(report.lines()).contains(title);
        assertThat(report.lines().get(report.lines().indexOf(title) + 1)).contains(example.toString());
    }

    private Report check() {
        return MigrationCheck.of(uri).run(NOON);
    }

    private ObjectId put(String collection, Document document) {
        ObjectId id = new ObjectId();
        database.getCollection(collection).insertOne(document.append("_id", id));
        return id;
    }

    /// All documents and indexes of all collections, as text.
    private Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new TreeMap<>();
        for (String name : database.listCollectionNames()) {
            List<String> texts = dump.computeIfAbsent(name, _ -> new ArrayList<>());
            database.getCollection(name).find().forEach(document -> texts.add(document.toJson()));
            database.getCollection(name).listIndexes().forEach(index -> texts.add(index.toJson()));
        }
        return dump;
    }
}
