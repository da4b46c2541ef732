package com.meeshy.presence.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.MemberQuery;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store looks for is led by an index that it creates, or by the id. By the fields of the filters
/// only: whether a server's planner takes the index is not asked.
class MongoIndexUseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectId SOMEBODY = new ObjectId(0x65f0_0000_0000_0000L, 1);
    private static final Set<String> COMMANDS = Set.of("find", "update", "aggregate", "count");

    /// The filter of one command, and the collection it goes to.
    private record Look(String collection, BsonDocument filter) {
        boolean isServedBy(List<MongoIndexes.Index> indexes) {
            return isServed(filter, indexes);
        }

        /// One of the conditions leads into an index, or each side of an `$or` does.
        private boolean isServed(BsonDocument conditions, List<MongoIndexes.Index> indexes) {
            return conditions.entrySet().stream().anyMatch(each -> switch (each.getKey()) {
                case "$and" -> parts(each.getValue()).anyMatch(part -> isServed(part, indexes));
                case "$or" -> parts(each.getValue()).allMatch(part -> isServed(part, indexes));
                default -> leads(each.getKey(), indexes);
            });
        }

        private boolean leads(String field, List<MongoIndexes.Index> indexes) {
            return field.equals(MongoFields.ID)
                    || indexes.stream()
                            .filter(index -> index.collection().equals(collection))
                            .anyMatch(index -> index.fields().getFirst().equals(field));
        }

        private static Stream<BsonDocument> parts(BsonValue value) {
            return value.asArray().stream().map(BsonValue::asDocument);
        }
    }

    @Test
    void everyFilterBeginsAnIndexAndWithoutOneOfThemOneDoesNot(@TempDir Path folder) {
        List<Look> looks = looks(folder);

        assertThat(looks).hasSizeGreaterThan(12).allMatch(look -> look.isServedBy(MongoIndexes.all()));
        assertThat(looks).anyMatch(look -> !look.isServedBy(without("userId")));
        assertThat(looks).anyMatch(look -> !look.isServedBy(without("isOnline")));
        assertThat(looks).anyMatch(look -> !look.isServedBy(without("sessionToken")));
    }

    private static List<MongoIndexes.Index> without(String first) {
        return MongoIndexes.all().stream()
                .filter(index -> !index.fields().getFirst().equals(first))
                .toList();
    }

    private static List<Look> looks(Path folder) {
        List<Look> looks = new CopyOnWriteArrayList<>();
        CommandListener listener = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (COMMANDS.contains(event.getCommandName())) {
                    looks.addAll(looks(
                            event.getCommandName(),
                            BsonDocument.parse(event.getCommand().toJson())));
                }
            }
        };
        try (MongoWorld world = new MongoWorld(folder);
                Storage storage =
                        MongoStorage.open(world.uri(), () -> NOON, false, MongoPatience.USUAL, List.of(listener))) {
            world.putBareUser(SOMEBODY, "alice");
            use(storage);
        }
        return looks;
    }

    private static void use(Storage storage) {
        ParticipantId person = ParticipantId.registered(SOMEBODY);
        ConversationId conversation = new ConversationId(SOMEBODY);
        storage.presence().write(List.of(new StoredPresence(person, true, null, NOON, 1)));
        storage.presence().load(List.of(person));
        storage.presence().onlineAndIdleSince(NOON, 10);
        storage.presence().online(null, 10);
        storage.presence().counts();
        storage.directory().participants(List.of(person));
        storage.directory().members(List.of(conversation));
        storage.guests().guestBySession("anon_x");
        storage.guests().link("way-in");
        storage.conversations().of(person, 10);
        storage.conversations().sizes(List.of(conversation));
        storage.conversations().members(conversation, new MemberQuery("al", null, 10));
        storage.guests().join("way-in", new JoinRequest("nina", null, null, null));
        storage.conversations().members(conversation, MemberQuery.everybody());
        storage.accounts().accountsByUsernamePrefix("al", 10);
    }

    private static List<Look> looks(String name, BsonDocument command) {
        BsonValue collection = command.get(name);
        List<Look> looks = new ArrayList<>();
        if (collection == null || !collection.isString()) {
            return looks;
        }
        String of = collection.asString().getValue();
        switch (name) {
            case "update" ->
                command.getArray("updates", new org.bson.BsonArray())
                        .forEach(one -> add(looks, of, one.asDocument().getDocument("q")));
            case "aggregate" ->
                command.getArray("pipeline").stream()
                        .map(BsonValue::asDocument)
                        .filter(stage -> stage.containsKey("$match"))
                        .forEach(stage -> add(looks, of, stage.getDocument("$match")));
            case "find" -> add(looks, of, command.getDocument("filter", new BsonDocument()));
            default -> {}
        }
        return looks;
    }

    /// Without a filter a whole collection is meant: only totals are asked for like that.
    private static void add(List<Look> looks, String collection, BsonDocument filter) {
        if (!filter.isEmpty()) {
            looks.add(new Look(collection, filter));
        }
    }
}
