package com.meeshy.presence.storage.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bson.BsonType;

/// Looks through an existing Meeshy database before the gateway is let near it, and changes nothing.
public final class MigrationCheck {
    private static final Map<String, BsonType> PRESENCE =
            Map.of("isOnline", BsonType.BOOLEAN, "lastActiveAt", BsonType.DATE_TIME, "presenceVersion", BsonType.INT64);

    private final MongoAddress address;

    private MigrationCheck(MongoAddress address) {
        this.address = address;
    }

    /// What was found, as text for an operator.
    ///
    /// @param serious whether something should be mended first
    public record Report(List<String> lines, boolean serious) {}

    /// @throws com.meeshy.presence.core.port.StoreException when this is no address of a database
    public static MigrationCheck of(String uri) {
        return new MigrationCheck(MongoAddress.parse(uri));
    }

    /// @throws com.meeshy.presence.core.port.StoreException when the database cannot be read
    public Report run(Instant now) {
        try (MongoConnection connection = MongoConnection.open(address, MongoPatience.USUAL.forLongWork(), List.of())) {
            try {
                return report(connection.database(), now);
            } catch (MongoException e) {
                throw connection.failure(e);
            }
        }
    }

    private Report report(MongoDatabase database, Instant now) {
        List<String> lines = new ArrayList<>(List.of(address.toString(), "", "Collections"));
        List<String> there = database.listCollectionNames().into(new ArrayList<>());
        for (String name : types().keySet()) {
            lines.add("        " + name + ": "
                    + (there.contains(name) ? database.getCollection(name).estimatedDocumentCount() : "not there"));
        }
        lines.addAll(List.of("", "Indexes"));
        for (MongoIndexes.Index index : MongoIndexes.all()) {
            boolean present = there.contains(index.collection()) && MongoIndexes.exists(database, index);
            lines.add((present ? "present " : "missing ")
                    + index.name()
                    + (present ? "" : ": created at the start of the gateway, or by hand: " + index.command()));
        }
        MongoFindings findings = new MongoFindings();
        look(new MongoLook(database, findings, now));
        lines.addAll(List.of("", "Findings"));
        List<String> found = findings.lines();
        lines.addAll(found.isEmpty() ? List.of("        none") : found);
        lines.add("");
        lines.add(
                findings.anySerious()
                        ? "Mend what is serious before the gateway is started. Nothing was changed."
                        : "The gateway can be started on this database. Nothing was changed.");
        return new Report(lines, findings.anySerious());
    }

    private static void look(MongoLook look) {
        types().forEach(look::types);
        look.names();
        MongoIndexes.OF_SPEC.stream()
                .filter(MongoIndexes.Index::unique)
                .forEach(index -> look.unique(index.collection(), index.fields().getFirst()));
        look.duplicateMembers();
        look.references(MongoTables.MEMBER, "userId", MongoTables.USER);
        look.references(MongoTables.MEMBER, "conversationId", MongoTables.CONVERSATION);
        look.references(MongoTables.LINK, "conversationId", MongoTables.CONVERSATION);
        look.references(MongoTables.GUEST, "conversationId", MongoTables.CONVERSATION);
        look.references(MongoTables.GUEST, "shareLinkId", MongoTables.LINK);
        look.references(MongoTables.MESSAGE, "conversationId", MongoTables.CONVERSATION);
        look.references(MongoTables.MESSAGE, "senderId", MongoTables.USER);
        look.references(MongoTables.MESSAGE, "anonymousSenderId", MongoTables.GUEST);
    }

    /// By collection the fields the gateway reads, and as what.
    private static SequencedMap<String, Map<String, BsonType>> types() {
        SequencedMap<String, Map<String, BsonType>> types = new LinkedHashMap<>();
        types.put(MongoTables.USER, ofUsers());
        types.put(MongoTables.GUEST, ofGuests());
        types.put(
                MongoTables.CONVERSATION,
                Map.of(
                        "identifier", BsonType.STRING,
                        "type", BsonType.STRING,
                        "isActive", BsonType.BOOLEAN,
                        "lastMessageAt", BsonType.DATE_TIME));
        types.put(
                MongoTables.MEMBER,
                Map.of(
                        "conversationId", BsonType.OBJECT_ID,
                        "userId", BsonType.OBJECT_ID,
                        "role", BsonType.STRING,
                        "isActive", BsonType.BOOLEAN));
        types.put(
                MongoTables.LINK,
                Map.of(
                        "linkId", BsonType.STRING,
                        "conversationId", BsonType.OBJECT_ID,
                        "isActive", BsonType.BOOLEAN,
                        "expiresAt", BsonType.DATE_TIME,
                        "maxConcurrentUsers", BsonType.INT32));
        types.put(
                MongoTables.MESSAGE,
                Map.of(
                        "conversationId", BsonType.OBJECT_ID,
                        "senderId", BsonType.OBJECT_ID,
                        "anonymousSenderId", BsonType.OBJECT_ID,
                        "content", BsonType.STRING,
                        "createdAt", BsonType.DATE_TIME));
        return types;
    }

    private static Map<String, BsonType> ofUsers() {
        return with(
                PRESENCE,
                Map.of(
                        "username", BsonType.STRING,
                        "displayName", BsonType.STRING,
                        "firstName", BsonType.STRING,
                        "lastName", BsonType.STRING,
                        "role", BsonType.STRING,
                        "systemLanguage", BsonType.STRING,
                        "isActive", BsonType.BOOLEAN,
                        "lastSeen", BsonType.DATE_TIME));
    }

    private static Map<String, BsonType> ofGuests() {
        return with(
                PRESENCE,
                Map.of(
                        "conversationId", BsonType.OBJECT_ID,
                        "shareLinkId", BsonType.OBJECT_ID,
                        "username", BsonType.STRING,
                        "sessionToken", BsonType.STRING,
                        "isActive", BsonType.BOOLEAN,
                        "lastSeenAt", BsonType.DATE_TIME,
                        "joinedAt", BsonType.DATE_TIME,
                        "leftAt", BsonType.DATE_TIME));
    }

    private static Map<String, BsonType> with(Map<String, BsonType> some, Map<String, BsonType> more) {
        Map<String, BsonType> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
