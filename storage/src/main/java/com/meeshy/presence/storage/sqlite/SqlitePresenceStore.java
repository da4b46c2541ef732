package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Presence in the columns of the user and guest rows themselves. Users are listed before guests.
final class SqlitePresenceStore implements PresenceStore {
    /// States written before other writers get their turn: 4 ms, which a message can wait.
    private static final int SLICE = 1_000;

    private static final String USER_COLUMNS =
            "SELECT 'REGISTERED' AS kind, id, isOnline, lastSeen, lastActiveAt, presenceVersion FROM User ";

    private static final String GUEST_COLUMNS =
            "SELECT 'ANONYMOUS' AS kind, id, isOnline, lastSeenAt AS lastSeen, lastActiveAt, presenceVersion"
                    + " FROM AnonymousParticipant ";

    private static final String USERS = USER_COLUMNS + "WHERE id IN (" + THESE_IDS + ")";

    private static final String GUESTS = GUEST_COLUMNS + "WHERE id IN (" + THESE_IDS + ")";

    /// Of two moments the later, of one and none the one.
    private static final String LATER_ACTIVITY = "coalesce(max(lastActiveAt, ?4), lastActiveAt, ?4)";

    private static final String WRITE_USER = """
            UPDATE User
            SET isOnline = ?2, lastSeen = coalesce(?3, lastSeen), lastActiveAt = %s, presenceVersion = ?5
            WHERE id = ?1 AND presenceVersion <= ?5""".formatted(LATER_ACTIVITY);

    private static final String WRITE_GUEST = """
            UPDATE AnonymousParticipant
            SET isOnline = ?2, lastSeenAt = coalesce(?3, lastSeenAt), lastActiveAt = %s, presenceVersion = ?5
            WHERE id = ?1 AND presenceVersion <= ?5""".formatted(LATER_ACTIVITY);

    /// Four walks along the indexes {isOnline, lastActiveAt}, merged; those without a moment come first.
    static final String IDLE = USER_COLUMNS + "WHERE isOnline = 1 AND lastActiveAt IS NULL UNION ALL "
            + USER_COLUMNS + "WHERE isOnline = 1 AND lastActiveAt < ?1 UNION ALL "
            + GUEST_COLUMNS + "WHERE isOnline = 1 AND lastActiveAt IS NULL UNION ALL "
            + GUEST_COLUMNS + "WHERE isOnline = 1 AND lastActiveAt < ?1 "
            + "ORDER BY lastActiveAt LIMIT ?2";

    /// Along the ids, from where the page before ended; the plus sign keeps SQLite from sorting all online for a
    /// page.
    static final String ONLINE_USERS =
            USER_COLUMNS + "WHERE +isOnline = 1 AND id > coalesce(?, x'') ORDER BY id LIMIT ?";

    static final String ONLINE_GUESTS =
            GUEST_COLUMNS + "WHERE +isOnline = 1 AND id > coalesce(?, x'') ORDER BY id LIMIT ?";

    private static final String USERS_AHEAD = "FROM User WHERE isOnline IN (0, 1) AND lastActiveAt > ?1";

    private static final String GUESTS_AHEAD =
            "FROM AnonymousParticipant WHERE isOnline IN (0, 1) AND lastActiveAt > ?1";

    /// Those whom [SqliteGuests#IDLE_IDS] counts from joining.
    private static final String NEWCOMERS_AHEAD = """
            FROM AnonymousParticipant INDEXED BY AnonymousParticipant_idle
            WHERE isActive = 1 AND isOnline = 0 AND coalesce(lastActiveAt, joinedAt) > ?1""";

    static final String ANY_AHEAD = "SELECT 1 " + USERS_AHEAD + " UNION ALL SELECT 1 " + GUESTS_AHEAD
            + " UNION ALL SELECT 1 " + NEWCOMERS_AHEAD + " LIMIT 1";

    private static final String SET_BACK_USERS = """
            UPDATE User SET lastActiveAt = ?2, lastSeen = iif(lastSeen > ?1, ?2, lastSeen) WHERE id IN (SELECT id %s)""".formatted(USERS_AHEAD);

    private static final String SET_BACK_GUESTS = """
            UPDATE AnonymousParticipant SET lastActiveAt = ?2, lastSeenAt = iif(lastSeenAt > ?1, ?2, lastSeenAt)
            WHERE id IN (SELECT id %s UNION SELECT id %s)""".formatted(GUESTS_AHEAD, NEWCOMERS_AHEAD);

    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM User) AS users,
                   (SELECT count(*) FROM User WHERE isOnline = 1) AS onlineUsers,
                   (SELECT count(*) FROM AnonymousParticipant WHERE isActive = 1) AS anonymous,
                   (SELECT count(*) FROM AnonymousParticipant WHERE isOnline = 1) AS onlineAnonymous""";

    private final SqliteAccess database;

    SqlitePresenceStore(SqliteAccess database) {
        this.database = database;
    }

    @Override
    public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
        String users = SqliteSession.ids(ParticipantKind.REGISTERED.among(ids));
        String guests = SqliteSession.ids(ParticipantKind.ANONYMOUS.among(ids));
        return database.read(session -> {
            Map<ParticipantId, StoredPresence> loaded = new HashMap<>();
            session.list(USERS, SqlitePresenceStore::presence, users).forEach(one -> loaded.put(one.id(), one));
            session.list(GUESTS, SqlitePresenceStore::presence, guests).forEach(one -> loaded.put(one.id(), one));
            return loaded;
        });
    }

    @Override
    public void write(Collection<StoredPresence> states) {
        List<StoredPresence> all = List.copyOf(states);
        for (int from = 0; from < all.size(); from += SLICE) {
            List<StoredPresence> slice = all.subList(from, Math.min(from + SLICE, all.size()));
            database.write(session -> {
                for (StoredPresence state : slice) {
                    write(session, state);
                }
                return true;
            });
        }
    }

    @Override
    public int setBack(Instant latest, Instant now) {
        if (!database.read(session -> session.exists(ANY_AHEAD, latest))) {
            return 0;
        }
        return database.write(
                session -> session.change(SET_BACK_USERS, latest, now) + session.change(SET_BACK_GUESTS, latest, now));
    }

    @Override
    public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
        return database.read(session -> session.list(IDLE, SqlitePresenceStore::presence, cutoff, limit));
    }

    @Override
    public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
        ObjectId afterId = after == null ? null : after.value();
        boolean amongGuests = after != null && after.isAnonymous();
        return database.read(session -> {
            List<StoredPresence> page = new ArrayList<>();
            if (!amongGuests) {
                page.addAll(session.list(ONLINE_USERS, SqlitePresenceStore::presence, afterId, limit));
            }
            if (page.size() < limit) {
                ObjectId afterGuest = amongGuests ? afterId : null;
                int room = limit - page.size();
                page.addAll(session.list(ONLINE_GUESTS, SqlitePresenceStore::presence, afterGuest, room));
            }
            return page;
        });
    }

    @Override
    public PresenceCounts counts() {
        PresenceCounts counts = database.read(session -> session.first(
                COUNTS,
                row -> new PresenceCounts(
                        row.number("users"),
                        row.number("onlineUsers"),
                        row.number("anonymous"),
                        row.number("onlineAnonymous"))));
        return counts == null ? new PresenceCounts(0, 0, 0, 0) : counts;
    }

    private static void write(SqliteSession session, StoredPresence state) throws SQLException {
        session.change(
                state.id().isAnonymous() ? WRITE_GUEST : WRITE_USER,
                state.id().value(),
                state.isOnline(),
                state.lastSeen(),
                state.lastActiveAt(),
                state.version());
    }

    private static StoredPresence presence(Row row) throws SQLException {
        return new StoredPresence(
                new ParticipantId(ParticipantKind.valueOf(row.text("kind")), row.id("id")),
                row.flag("isOnline"),
                row.momentOrNull("lastSeen"),
                row.momentOrNull("lastActiveAt"),
                row.number("presenceVersion"));
    }
}
