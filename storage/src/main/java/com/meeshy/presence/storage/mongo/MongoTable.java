package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.coalescing.ReadLane;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// One collection, with calls that may all be repeated: each knows what it finds when an earlier attempt was
/// carried out although its answer was lost.
final class MongoTable {
    /// 5,000 ids are 110 KB of query.
    private static final int IDS_PER_QUERY = 5_000;

    /// A batch is answered well within the time a read may take, and others get their turn.
    private static final int WRITES_PER_BATCH = 1_000;

    private final MongoConnection connection;
    private final ReadLane lane;
    private final String name;

    /// @param lane what reads go through
    MongoTable(MongoConnection connection, ReadLane lane, String name) {
        this.connection = connection;
        this.lane = lane;
        this.name = name;
    }

    /// @param fields to read besides the id; none for all
    List<Document> find(Bson filter, String... fields) {
        return find(filter, null, 0, fields);
    }

    /// @param limit 0 for all
    List<Document> find(Bson filter, @Nullable Bson sort, int limit, String... fields) {
        return read(() -> collection()
                .find(filter)
                .sort(sort)
                .limit(limit)
                .projection(fields.length == 0 ? null : Projections.include(fields))
                .into(new ArrayList<>()));
    }

    @Nullable
    Document first(Bson filter) {
        List<Document> found = find(filter, null, 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    boolean exists(Bson filter) {
        return !find(filter, null, 1, MongoFields.ID).isEmpty();
    }

    /// Those that refer to one of the given ids, in as few queries as it takes.
    ///
    /// @param field that holds the id
    /// @param also what must hold besides
    List<Document> among(String field, Collection<ObjectId> ids, Bson also, String... fields) {
        return new HashSet<>(ids)
                .stream()
                        .gather(Gatherers.windowFixed(IDS_PER_QUERY))
                        .flatMap(some ->
                                find(Filters.and(Filters.in(field, MongoFields.bson(some)), also), fields).stream())
                        .toList();
    }

    List<Document> these(Collection<ObjectId> ids, String... fields) {
        return among(MongoFields.ID, ids, Filters.empty(), fields);
    }

    long count(Bson filter) {
        return read(() -> collection().countDocuments(filter));
    }

    /// How many there are for each value of the field, in one answer.
    Map<ObjectId, Integer> countBy(String field, Bson filter) {
        List<Bson> pipeline =
                List.of(Aggregates.match(filter), Aggregates.group("$" + field, Accumulators.sum("count", 1)));
        Map<ObjectId, Integer> counts = new HashMap<>();
        for (Document each : read(() -> collection().aggregate(pipeline).into(new ArrayList<>()))) {
            ObjectId value = MongoFields.id(each, MongoFields.ID);
            Integer count = MongoFields.count(each, "count");
            if (value != null && count != null) {
                counts.put(value, count);
            }
        }
        return counts;
    }

    /// All there are, by the server's own book-keeping.
    long size() {
        return read(() -> collection().estimatedDocumentCount());
    }

    /// @param document with an id of its own, by which a repetition knows it
    void insert(Document document) {
        connection.call(again -> {
            try {
                return collection().insertOne(document).wasAcknowledged();
            } catch (MongoWriteException e) {
                if (again && isDuplicate(e) && isThere(document.get(MongoFields.ID))) {
                    return true;
                }
                throw e;
            }
        });
    }

    /// @return whether this call inserted it; false when another document has this id
    boolean insertFirst(Document document, Bson mark) {
        return connection.call(again -> {
            try {
                return collection().insertOne(document).wasAcknowledged();
            } catch (MongoWriteException e) {
                if (isDuplicate(e)) {
                    return again && collection().find(mark).first() != null;
                }
                throw e;
            }
        });
    }

    /// Changes all that match.
    ///
    /// @param mark what only this very change leaves behind, for a repetition to know it by
    /// @return whether this call changed anything
    boolean change(Bson filter, Bson update, Bson mark) {
        return connection.call(again -> {
            UpdateResult result = collection().updateMany(filter, update);
            return result.getMatchedCount() > 0
                    || (again && collection().find(mark).first() != null);
        });
    }

    /// Changes all that match, to what they may be already.
    void set(Bson filter, Bson update) {
        connection.call(_ -> collection().updateMany(filter, update).wasAcknowledged());
    }

    /// Each write must be one that may be repeated, and independent of the others.
    void write(List<? extends WriteModel<Document>> writes) {
        writes.stream()
                .gather(Gatherers.windowFixed(WRITES_PER_BATCH))
                .forEach(batch ->
                        connection.call(_ -> collection().bulkWrite(batch, new BulkWriteOptions().ordered(false))));
    }

    void delete(Bson filter) {
        connection.call(_ -> collection().deleteMany(filter));
    }

    private <T> T read(Supplier<T> read) {
        return lane.take(() -> connection.read(read));
    }

    private boolean isThere(@Nullable Object id) {
        return collection().find(Filters.eq(MongoFields.ID, id)).first() != null;
    }

    private static boolean isDuplicate(MongoWriteException failure) {
        return failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private MongoCollection<Document> collection() {
        return connection.database().getCollection(name);
    }
}
