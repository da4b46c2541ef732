package com.meeshy.presence.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.SessionToken;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which form MongoDB holds session tokens, and that both are found.
class MongoSessionsTest {
    private static final String HALL = "65c000000000000000000001";
    private static final String LINK = "65d000000000000000000001";
    private static final ObjectId VISITOR = ObjectId.parse("65b000000000000000000001");

    @TempDir
    private Path folder;

    private record Sessions(MongoWorld world) implements AutoCloseable {
        static Sessions of(Path folder, boolean hashed) {
            MongoWorld world = new MongoWorld(folder, hashed);
            world.storage().editor().apply(hall("anon_imported"));
            return new Sessions(world);
        }

        @Override
        public void close() {
            world.close();
        }

        Storage storage() {
            return world.storage();
        }

        JoinResult.Joined join(String nickname) {
            return (JoinResult.Joined) storage().guests().join("way-in", new JoinRequest(nickname, null, null, null));
        }

        String stored(ObjectId guest) {
            Document document = world.database()
                    .getCollection("AnonymousParticipant")
                    .find(Filters.eq("_id", MongoFields.bson(guest)))
                    .first();
            return Objects.requireNonNull(document).getString("sessionToken");
        }

        boolean opens(String token, ObjectId guest) {
            Guest found = storage().guests().guestBySession(token);
            return found != null && found.id().equals(guest);
        }
    }

    private static ImportDocument hall(String token) {
        return new ImportDocument(
                List.of(),
                List.of(new ImportDocument.Talk(HALL, "hall", "group", null, null, List.of())),
                List.of(new ImportDocument.Link(LINK, "way-in", null, HALL, true, null, null)),
                List.of(new ImportDocument.Visitor(
                        VISITOR.toString(), LINK, "visitor", null, null, null, token, null)));
    }

    @Test
    void withoutTheSettingTheHostReadsThem() {
        try (Sessions sessions = Sessions.of(folder, false)) {
            JoinResult.Joined max = sessions.join("max");
            ObjectId id = max.guest().id();

            assertThat(sessions.stored(id)).isEqualTo(max.sessionToken());
            assertThat(sessions.stored(VISITOR)).isEqualTo("anon_imported");
            assertThat(sessions.opens(max.sessionToken(), id)).isTrue();
        }
    }

    @Test
    void withTheSettingTheyAreHashedAndTheHashOpensNothing() {
        try (Sessions sessions = Sessions.of(folder, true)) {
            JoinResult.Joined max = sessions.join("max");
            ObjectId id = max.guest().id();
            String hash = sessions.stored(id);

            assertThat(hash).isEqualTo(SessionToken.hashed(max.sessionToken())).doesNotContain(max.sessionToken());
            assertThat(sessions.opens(max.sessionToken(), id)).isTrue();
            assertThat(sessions.storage().guests().guestBySession(hash)).isNull();
            assertThat(sessions.stored(VISITOR)).isEqualTo(SessionToken.hashed("anon_imported"));
            assertThat(sessions.opens("anon_imported", VISITOR)).isTrue();
        }
    }

    @Test
    void aSessionStaysInTheFormItHas() {
        try (Sessions clear = Sessions.of(folder, false)) {
            Sessions hashing = Sessions.of(folder, true);
            assertThat(hashing.stored(VISITOR)).isEqualTo("anon_imported");
            assertThat(hashing.opens("anon_imported", VISITOR)).isTrue();
            assertThat(hashing.storage()
                            .editor()
                            .apply(hall("anon_imported"))
                            .anonymousParticipants()
                            .unchanged())
                    .isEqualTo(1);

            JoinResult.Joined max = hashing.join("max");
            assertThat(clear.opens(max.sessionToken(), max.guest().id())).isTrue();
            hashing.storage().close();
            assertThat(clear.storage().guests().guestBySession(clear.stored(VISITOR)))
                    .isNotNull();
        }
    }
}
