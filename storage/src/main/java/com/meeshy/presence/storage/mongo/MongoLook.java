package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.storage.mongo.MongoFindings.Kind;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// One walk through the documents of a collection for each question, in batches; memory does not grow with the
/// collection. Reads only.
final class MongoLook {
    private static final int BATCH = 1_000;
    private static final Instant BEFORE_MEESHY = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final MongoDatabase database;
    private final MongoFindings findings;
    private final Instant now;

    MongoLook(MongoDatabase database, MongoFindings findings, Instant now) {
        this.database = database;
        this.findings = findings;
        this.now = now;
    }

    /// Fields of another type than the gateway reads count as missing there; a moment may be one that cannot be.
    void types(String collection, Map<String, BsonType> fields) {
        for (Document document : documents(collection, fields.keySet())) {
            Object id = document.get(MongoFields.ID);
            if (!(id instanceof ObjectId)) {
                findings.add(
                        new Kind(
                                true,
                                collection + "._id is no ObjectId",
                                "the gateway does not see the document",
                                "store it again under an ObjectId, and its references with it"),
                        id);
            }
            fields.forEach((field, type) -> {
                Object value = document.get(field);
                if (value != null && !isA(type, value)) {
                    findings.add(wrongType(collection, field, type), id);
                } else if (value instanceof Date date) {
                    moment(collection, field, date.toInstant(), id);
                }
            });
        }
    }

    private void moment(String collection, String field, Instant moment, @Nullable Object id) {
        boolean future = moment.isAfter(now.plus(CLOCKS_DIFFER)) && !field.equals("expiresAt");
        if (future) {
            findings.add(
                    new Kind(
                            true,
                            collection + "." + field + " lies in the future",
                            "it counts as now, and a later true moment never replaces it before its time",
                            "set it to the present or remove the field"),
                    id);
        } else if (moment.isBefore(BEFORE_MEESHY)) {
            findings.add(
                    new Kind(
                            false,
                            collection + "." + field + " lies before the year 2000",
                            "it counts as very long ago",
                            "remove the field if the moment is not known"),
                    id);
        }
    }

    /// Two documents with one value, where a unique index is wanted. Walks in the order of the values.
    void unique(String collection, String field) {
        Object before = null;
        for (Document document : sorted(collection, field, field)) {
            Object value = document.get(field);
            if (value == null) {
                findings.add(
                        new Kind(
                                collection.equals(MongoTables.GUEST),
                                collection + "." + field + " is missing",
                                "nobody finds the document by it; with two such documents its unique index cannot be"
                                        + " created",
                                "give it a " + field + " of its own"),
                        document.get(MongoFields.ID));
            } else if (value.equals(before)) {
                findings.add(
                        new Kind(
                                true,
                                collection + "." + field + " is the same in several documents",
                                "its unique index cannot be created, and which of them is found is chance",
                                "rename or remove all but one"),
                        document.get(MongoFields.ID));
            }
            before = value;
        }
    }

    /// References that lead nowhere.
    void references(String collection, String field, String to) {
        List<Document> batch = new ArrayList<>();
        for (Document document : documents(collection, Set.of(field))) {
            batch.add(document);
            if (batch.size() == BATCH) {
                references(collection, field, to, batch);
                batch.clear();
            }
        }
        references(collection, field, to, batch);
    }

    private void references(String collection, String field, String to, List<Document> batch) {
        Set<Object> wanted = new HashSet<>();
        batch.forEach(document -> {
            if (document.get(field) instanceof ObjectId id) {
                wanted.add(id);
            }
        });
        Set<Object> there = new HashSet<>();
        if (!wanted.isEmpty()) {
            collection(to)
                    .find(Filters.in(MongoFields.ID, wanted))
                    .projection(Projections.include(MongoFields.ID))
                    .forEach(document -> there.add(document.get(MongoFields.ID)));
        }
        for (Document document : batch) {
            if (document.get(field) instanceof ObjectId id && !there.contains(id)) {
                findings.add(
                        new Kind(
                                false,
                                collection + "." + field + " refers to no " + to,
                                "the gateway passes over the document",
                                "remove it, or restore what it refers to"),
                        document.get(MongoFields.ID));
            }
        }
    }

    /// The same person listed twice as a member of one conversation. Remembers the members of one conversation.
    void duplicateMembers() {
        Object conversation = null;
        Set<Object> members = new HashSet<>();
        for (Document document : sorted(MongoTables.MEMBER, "conversationId", "conversationId", "userId")) {
            Object here = document.get("conversationId");
            if (here == null || !here.equals(conversation)) {
                members.clear();
                conversation = here;
            }
            Object user = document.get("userId");
            if (here != null && user != null && !members.add(user)) {
                findings.add(
                        new Kind(
                                false,
                                "ConversationMember lists a person again in the same conversation",
                                "the person counts once, and is a member while any listing is active",
                                "nothing has to be done; remove the extra listings when convenient"),
                        document.get(MongoFields.ID));
            }
        }
    }

    /// Users with nothing to call them by.
    void names() {
        Set<String> names = Set.of("displayName", "firstName", "lastName", "username");
        for (Document document : documents(MongoTables.USER, names)) {
            if (names.stream()
                    .allMatch(name -> MongoFields.textOr(document, name, "").isBlank())) {
                findings.add(
                        new Kind(
                                false,
                                "User without any name",
                                "the person is shown by the id",
                                "give the user a username or a displayName"),
                        document.get(MongoFields.ID));
            }
        }
    }

    private static Kind wrongType(String collection, String field, BsonType type) {
        return new Kind(
                true,
                collection + "." + field + " is not of the type " + type.name().toLowerCase(Locale.ROOT),
                "the gateway reads it as missing",
                "convert the field, or remove it");
    }

    private static boolean isA(BsonType type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case DATE_TIME -> value instanceof Date;
            case OBJECT_ID -> value instanceof ObjectId;
            default -> value instanceof Number;
        };
    }

    private Iterable<Document> documents(String collection, Set<String> fields) {
        return collection(collection)
                .find()
                .projection(Projections.include(List.copyOf(fields)))
                .batchSize(BATCH);
    }

    private Iterable<Document> sorted(String collection, String by, String... fields) {
        return collection(collection)
                .find()
                .projection(Projections.include(fields))
                .sort(Sorts.ascending(by))
                .allowDiskUse(true)
                .batchSize(BATCH);
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
