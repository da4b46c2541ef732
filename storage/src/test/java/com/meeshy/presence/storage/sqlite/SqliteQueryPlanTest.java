package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.imports.ImportDocument;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// With 100,000 people, what runs every minute goes by index. Plans and not times: times belong to the benchmarks.
@TestInstance(Lifecycle.PER_CLASS)
class SqliteQueryPlanTest {
    private static final int PEOPLE = 100_000;
    private static final int STALE = 500;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SqliteWorld world;

    @BeforeAll
    void fill(@TempDir Path folder) {
        world = new SqliteWorld(folder);
        List<ImportDocument.@Nullable User> users = new ArrayList<>();
        List<StoredPresence> states = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            ParticipantId id = ParticipantId.registered(new ObjectId(7, i));
            users.add(new ImportDocument.User(id.text(), "user" + i, null, null, null, null, null, null));
            Instant lastActiveAt = i <= STALE ? NOON.minusSeconds(i) : NOON.plusSeconds(i);
            states.add(new StoredPresence(id, true, null, lastActiveAt, 1));
        }
        world.storage().editor().apply(new ImportDocument(users, null, null, null));
        world.storage().presence().write(states);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void theSweepOfStalePeopleWalksTheIndexOldestFirstAndSortsNothing() {
        assertThat(plan(SqlitePresenceStore.IDLE, NOON, 1_000))
                .filteredOn(step -> step.contains("User"))
                .hasSize(2)
                .allMatch(step -> step.contains("SEARCH User USING INDEX User_isOnline_lastActiveAt"));
        assertThat(plan(SqlitePresenceStore.IDLE, NOON, 1_000))
                .filteredOn(step -> step.contains("AnonymousParticipant"))
                .hasSize(2)
                .allMatch(step -> step.contains("INDEX AnonymousParticipant_isOnline_lastActiveAt"));
        assertThat(plan(SqlitePresenceStore.IDLE, NOON, 1_000))
                .noneMatch(step -> step.contains("SCAN"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void theSweepFindsTheStaleAndOnlyThem() {
        List<StoredPresence> stale = world.storage().presence().onlineAndIdleSince(NOON, 1_000);

        assertThat(stale).hasSize(STALE);
        assertThat(stale.getFirst().id().value()).isEqualTo(new ObjectId(7, STALE));
    }

    @Test
    void aPageOfThoseOnlineIsReadAlongTheIdsWithoutSorting() {
        assertThat(plan(SqlitePresenceStore.ONLINE_USERS, null, 100))
                .containsExactly("SEARCH User USING PRIMARY KEY (id>?)");
        assertThat(plan(SqlitePresenceStore.ONLINE_GUESTS, null, 100))
                .containsExactly("SEARCH AnonymousParticipant USING PRIMARY KEY (id>?)");
    }

    @Test
    void idleGuestsAndExpiredLinksAreFoundByIndex() {
        assertThat(plan(SqliteGuests.IDLE_IDS, NOON))
                .allMatch(step -> step.contains("INDEX AnonymousParticipant_idle"));
        assertThat(plan(SqliteShareLinks.EXPIRED, NOON))
                .allMatch(step -> step.contains("INDEX ConversationShareLink_expiresAt"));
    }

    @Test
    void noStatementWithAConditionReadsAWholeTable() throws Exception {
        List<String> statements = statements();

        assertThat(statements).hasSizeGreaterThan(30);
        for (String sql : statements) {
            assertThat(plan(sql)).as(sql).noneMatch(step -> step.matches("SCAN (?!json_each|n$).*"));
        }
    }

    /// `n` is a list of namesakes with a limit.
    ///
    /// The constants of the ports that are whole statements with a condition, but the totals, which count all.
    private static List<String> statements() throws IllegalAccessException {
        List<Class<?>> ports = List.of(
                SqlitePresenceStore.class,
                SqliteDirectory.class,
                SqliteAccounts.class,
                SqliteGuests.class,
                SqliteShareLinks.class,
                GuestAdmission.class,
                SqliteConversations.class,
                SqliteMessages.class,
                SqliteDirectoryEditor.class,
                ImportRows.class);
        List<String> statements = new ArrayList<>();
        for (Class<?> port : ports) {
            for (Field field : port.getDeclaredFields()) {
                field.setAccessible(true);
                if (field.getType() == String.class
                        && field.get(null) instanceof String sql
                        && sql.matches("(?s)(SELECT|UPDATE).*WHERE.*[^ ]")
                        && !field.getName().equals("COUNTS")) {
                    statements.add(sql);
                }
            }
        }
        return statements;
    }

    private List<String> plan(String sql, @Nullable Object... parameters) {
        return world.database()
                .read(session -> session.list("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"), parameters));
    }
}
