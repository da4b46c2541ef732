package com.meeshy.presence.storage.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The indexes of SPEC §6, and a few that maintenance and guests need. Any index that does the same serves,
/// whatever its name or direction; what is missing is created under the name the host's schema tool would give
/// it.
///
/// An index that cannot be created never keeps the gateway from starting: without it queries are slow, or two
/// documents may share a name.
final class MongoIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(MongoIndexes.class);

    /// One index that is wanted.
    ///
    /// @param fields ascending
    record Index(String collection, boolean unique, List<String> fields) {
        String name() {
            return collection + "_" + String.join("_", fields) + (unique ? "_key" : "_idx");
        }

        /// As it is written in the shell, for whoever has to create it by hand.
        String command() {
            String keys = String.join(
                    ", ", fields.stream().map(field -> field + ": 1").toList());
            return "db." + collection + ".createIndex({" + keys + "}" + (unique ? ", {unique: true})" : ")");
        }

        /// Whether an index on record does what this one is for.
        boolean isServedBy(Document existing) {
            Document key = existing.get("key", new Document());
            boolean partial = existing.containsKey("partialFilterExpression")
                    || Boolean.TRUE.equals(existing.get("sparse"))
                    || existing.containsKey("collation");
            if (partial || key.values().stream().anyMatch(way -> !(way instanceof Number))) {
                return false;
            }
            List<String> keys = List.copyOf(key.keySet());
            if (unique) {
                return keys.equals(fields) && Boolean.TRUE.equals(existing.get("unique"));
            }
            return keys.size() >= fields.size()
                    && keys.subList(0, fields.size()).equals(fields);
        }
    }

    /// Those the contract names.
    static final List<Index> OF_SPEC = List.of(
            unique(MongoTables.USER, "username"),
            plain(MongoTables.USER, "isOnline", "lastActiveAt"),
            unique(MongoTables.GUEST, "sessionToken"),
            plain(MongoTables.GUEST, "isOnline", "lastActiveAt"),
            plain(MongoTables.GUEST, "conversationId", "isActive"),
            unique(MongoTables.CONVERSATION, "identifier"),
            plain(MongoTables.MEMBER, "userId", "isActive"),
            plain(MongoTables.MEMBER, "conversationId", "isActive"),
            unique(MongoTables.LINK, "linkId"),
            plain(MongoTables.MESSAGE, "conversationId", "createdAt"));

    /// How many are in through a link; who is read as a name; who has grown idle; links by their second name and
    /// by expiry; the global ones.
    static final List<Index> OF_GATEWAY = List.of(
            plain(MongoTables.GUEST, "shareLinkId", "isActive"),
            plain(MongoTables.GUEST, "conversationId", "isActive", MongoNames.KEYS),
            plain(MongoTables.GUEST, "isActive", "lastActiveAt"),
            plain(MongoTables.LINK, "identifier"),
            plain(MongoTables.LINK, "isActive", "expiresAt"),
            plain(MongoTables.CONVERSATION, "type"));

    private final MongoConnection connection;

    MongoIndexes(MongoConnection connection) {
        this.connection = connection;
    }

    private static Index unique(String collection, String field) {
        return new Index(collection, true, List.of(field));
    }

    private static Index plain(String collection, String... fields) {
        return new Index(collection, false, List.of(fields));
    }

    static List<Index> all() {
        List<Index> all = new ArrayList<>(OF_SPEC);
        all.addAll(OF_GATEWAY);
        return all;
    }

    /// Creates what is missing and reports it in the log.
    void ensure() {
        int there = 0;
        List<String> created = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Index index : all()) {
            try {
                if (exists(connection.database(), index)) {
                    there++;
                } else {
                    LOG.info("Creating index {}; on a large collection this takes a while", index.name());
                    create(index);
                    created.add(index.name());
                }
            } catch (MongoException e) {
                failed.add(index.name());
                LOG.warn(
                        "Index {} cannot be created: {}. {}",
                        index.name(),
                        connection.failure(e).getMessage(),
                        remedy(index, e));
            }
        }
        LOG.info("Indexes: present={} created={} failed={}", there, created, failed);
    }

    static boolean exists(MongoDatabase database, Index index) {
        for (Document existing : database.getCollection(index.collection()).listIndexes()) {
            if (index.isServedBy(existing)) {
                return true;
            }
        }
        return false;
    }

    private void create(Index index) {
        connection
                .database()
                .getCollection(index.collection())
                .createIndex(
                        Indexes.ascending(index.fields()),
                        new IndexOptions().name(index.name()).unique(index.unique()));
    }

    private static String remedy(Index index, MongoException failure) {
        if (failure.getCode() == MongoFailure.DUPLICATE_KEY) {
            return "Several documents of " + index.collection() + " have the same "
                    + index.fields().getFirst()
                    + ": ./meeshy migrate-check lists them; mend them, then start again. Until then the gateway runs"
                    + " without it, and cannot keep new ones apart.";
        }
        if (failure.getCode() == MongoFailure.UNAUTHORIZED) {
            return "Let somebody who may run it: " + index.command() + ".";
        }
        return "Until it is there, some queries are slow. By hand: " + index.command() + ".";
    }
}
