package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Guests in the table `AnonymousParticipant`, read together with what matters of their link.
final class SqliteGuests implements Guests {
    /// What [#guest(Row)] reads, and from where.
    static final String GUEST = """
            SELECT g.id, g.conversationId, g.shareLinkId, g.username, g.firstName, g.lastName, g.language, g.isActive,
                   l.isActive AS linkActive, l.expiresAt AS linkExpiresAt
            FROM AnonymousParticipant g LEFT JOIN ConversationShareLink l ON l.id = g.shareLinkId
            """;

    private static final String BY_SESSION = GUEST + "WHERE g.sessionHash = ?";

    private static final String BY_SESSIONS = GUEST.replace("SELECT g.id", "SELECT g.sessionHash, g.id")
            + "WHERE g.sessionHash IN (SELECT value FROM json_each(?))";

    private static final String THESE = GUEST + "WHERE g.id IN (" + THESE_IDS + ")";

    private static final String IS_IDLE = "isActive = 1 AND isOnline = 0 AND coalesce(lastActiveAt, joinedAt) < ?";

    /// Named, since SQLite would prefer the index on isOnline and read everybody who ever left.
    static final String IDLE_IDS =
            "SELECT id FROM AnonymousParticipant INDEXED BY AnonymousParticipant_idle WHERE " + IS_IDLE;

    private static final String CLOSE = "UPDATE AnonymousParticipant SET isActive = 0, leftAt = ? WHERE id = ? AND ";

    private static final String LEAVE = CLOSE + "isActive = 1";

    private static final String CLOSE_IDLE = CLOSE + IS_IDLE;

    private final SqliteAccess database;
    private final InstantSource clock;
    private final GuestAdmission admission;

    SqliteGuests(SqliteAccess database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.admission = new GuestAdmission(clock, new SecureRandom());
    }

    @Override
    public @Nullable Guest guestBySession(String sessionToken) {
        String hash = SessionToken.hashed(sessionToken);
        return database.<@Nullable Guest>read(session -> session.first(BY_SESSION, SqliteGuests::guest, hash));
    }

    @Override
    public Map<String, Guest> guestsBySession(Collection<String> sessionTokens) {
        Map<String, String> byHash = new HashMap<>();
        sessionTokens.forEach(token -> byHash.put(SessionToken.hashed(token), token));
        String hashes = SqliteSession.texts(byHash.keySet());
        return database.read(session -> {
            Map<String, Guest> found = new HashMap<>();
            session.list(BY_SESSIONS, row -> found.put(token(byHash, row), guest(row)), hashes);
            return found;
        });
    }

    private static String token(Map<String, String> byHash, Row row) throws SQLException {
        return Objects.requireNonNull(byHash.get(row.text("sessionHash")));
    }

    @Override
    public @Nullable Guest guest(ObjectId guestId) {
        List<Guest> found = guests(List.of(guestId));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Guest> guests(Collection<ObjectId> ids) {
        return database.read(session -> these(session, ids));
    }

    @Override
    public @Nullable ShareLink link(String linkIdOrIdentifier) {
        return database.<@Nullable ShareLink>read(session -> SqliteShareLinks.named(session, linkIdOrIdentifier));
    }

    @Override
    public JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected) {
        return database.write(session -> admission.join(session, linkIdOrIdentifier, request));
    }

    @Override
    public RefreshResult refresh(String sessionToken) {
        return RefreshResult.of(guestBySession(sessionToken), clock.instant());
    }

    @Override
    public boolean leave(ObjectId guestId) {
        Instant now = clock.instant();
        return database.write(session -> session.change(LEAVE, now, guestId) > 0);
    }

    @Override
    public List<Guest> closeIdle(Instant idleSince, Predicate<ParticipantId> live) {
        List<ObjectId> idle = database.read(session -> session.list(IDLE_IDS, row -> row.id("id"), idleSince));
        List<ObjectId> gone = idle.stream()
                .filter(id -> !live.test(ParticipantId.anonymous(id)))
                .toList();
        if (gone.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return database.write(session -> {
            List<ObjectId> closed = new ArrayList<>();
            for (ObjectId id : gone) {
                // Whoever became active since the look-up does not match any more.
                if (session.change(CLOSE_IDLE, now, id, idleSince) > 0) {
                    closed.add(id);
                }
            }
            return these(session, closed);
        });
    }

    @Override
    public List<ShareLink> deactivateExpiredLinks(Instant now) {
        if (!database.read(session -> SqliteShareLinks.anyExpired(session, now))) {
            return List.of();
        }
        return database.write(session -> SqliteShareLinks.deactivateExpired(session, now));
    }

    static List<Guest> these(SqliteSession session, Collection<ObjectId> ids) throws SQLException {
        return session.list(THESE, SqliteGuests::guest, SqliteSession.ids(ids));
    }

    static Guest guest(Row row) throws SQLException {
        return new Guest(
                row.id("id"),
                new ConversationId(row.id("conversationId")),
                row.id("shareLinkId"),
                row.text("username"),
                row.textOrNull("firstName"),
                row.textOrNull("lastName"),
                row.textOr("language", Account.DEFAULT_LANGUAGE),
                row.flag("isActive"),
                row.flag("linkActive"),
                row.momentOrNull("linkExpiresAt"));
    }
}
