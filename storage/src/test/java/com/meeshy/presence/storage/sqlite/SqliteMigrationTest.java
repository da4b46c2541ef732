package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.SessionToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that an earlier version wrote, opened by this one.
class SqliteMigrationTest {
    private static final ObjectId NINA = ObjectId.parse("65b000000000000000000001");
    private static final String NINAS_TOKEN = "anon_ninas_clear_session_token_01";
    private static final int GONE = 2_000;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheOldFile() throws IOException, SQLException {
        try (InputStream dump = Objects.requireNonNull(getClass().getResourceAsStream("/sqlite/version-2.sql"));
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("meeshy.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate("BEGIN");
            for (int i = 0; i < GONE; i++) {
                statement.executeUpdate("INSERT INTO AnonymousParticipant"
                        + " (id, conversationId, shareLinkId, username, sessionToken, joinedAt)"
                        + " SELECT randomblob(12), conversationId, shareLinkId, 'gone', 'anon_deleted_' || hex(id) || "
                        + i + ", 0 FROM AnonymousParticipant WHERE id = x'" + NINA + "'");
            }
            // Leaves their tokens in pages that are free.
            statement.executeUpdate(
                    "COMMIT; DELETE FROM AnonymousParticipant WHERE username = 'gone' AND joinedAt = 0");
        }
    }

    @Test
    void theOldFileHoldsTokensAndTheNewOneNone() throws IOException {
        assertThat(bytes()).contains(NINAS_TOKEN).contains("anon_deleted_");

        try (Storage storage = open()) {
            assertThat(bytes()).doesNotContain("anon_ninas").doesNotContain("anon_deleted_");
            JoinResult.Joined joined =
                    (JoinResult.Joined) storage.guests().join("mshy_demo", new JoinRequest("max", null, null, null));
            assertThat(bytes()).doesNotContain(joined.sessionToken());
        }
        assertThat(bytes()).doesNotContain("anon_");
    }

    @Test
    void anOldSessionGoesOnAndItsHashOpensNothing() {
        try (Storage storage = open()) {
            Guest nina = Objects.requireNonNull(storage.guests().guestBySession(NINAS_TOKEN));

            assertThat(nina.id()).isEqualTo(NINA);
            assertThat(nina.name()).isEqualTo("Nina Ñandú");
            assertThat(storage.guests().guestBySession(SessionToken.hashed(NINAS_TOKEN)))
                    .isNull();
        }
    }

    @Test
    void namesOfOldRowsAreCompared() {
        try (Storage storage = open()) {
            for (String name : List.of("alice martin", "ÉRIC", "ERIC", "Zoé  Petit", "NIÑA", "nina ñandú", "NINA")) {
                JoinResult result = storage.guests().join("mshy_demo", new JoinRequest(name, null, null, null));
                if (name.equals("NIÑA")) {
                    assertThat(result).as(name).isInstanceOf(JoinResult.Joined.class);
                } else {
                    assertThat(result).as(name).isInstanceOf(JoinResult.NameTaken.class);
                }
            }
            assertThat(storage.guests().join("mshy_demo", new JoinRequest("Gone", null, null, null)))
                    .as("the guest of this name has left")
                    .isInstanceOf(JoinResult.Joined.class);
        }
    }

    @Test
    void presenceAndMessagesAreAsBeforeAndTheFileIsWhole() {
        SqliteDatabase database = SqliteDatabase.open(folder);
        try (Storage storage = SqliteStorage.on(database, CLOCK)) {
            ParticipantId eric = ParticipantId.registered(ObjectId.parse("65a000000000000000000002"));
            assertThat(storage.presence().load(List.of(eric)).get(eric))
                    .matches(stored -> stored.isOnline() && stored.version() == 1_768_467_600_001L);
            assertThat(texts(database, "SELECT content FROM Message", "content"))
                    .containsExactly("Bonjour");
            assertThat(texts(database, "PRAGMA integrity_check", "integrity_check"))
                    .containsExactly("ok");
        }
        open().close();
    }

    private static List<String> texts(SqliteDatabase database, String sql, String column) {
        return database.read(session -> session.list(sql, row -> row.text(column)));
    }

    private Storage open() {
        return SqliteStorage.open(folder, CLOCK);
    }

    /// Of the file and its log.
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
