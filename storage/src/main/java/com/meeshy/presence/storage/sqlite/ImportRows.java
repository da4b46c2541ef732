package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.imports.ImportKeys;
import com.meeshy.presence.storage.imports.ImportPlan;
import com.meeshy.presence.storage.imports.StoredEntities;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.GuestSession;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The rows behind an import: those it has to be compared with, and those it writes. Presence columns are never
/// named here, so an import cannot touch them.
final class ImportRows {
    /// To be written as `column IN (` + this + `)`: one parameter, made by [SqliteSession#texts].
    private static final String THESE_TEXTS = "SELECT value FROM json_each(?)";

    private static final String USERS = "SELECT " + SqliteAccounts.COLUMNS + " FROM User u WHERE u.id IN (" + THESE_IDS
            + ") OR u.username IN (" + THESE_TEXTS + ")";

    private static final String CONVERSATIONS = SqliteConversations.CONVERSATION + "WHERE c.id IN (" + THESE_IDS
            + ") OR c.identifier IN (" + THESE_TEXTS + ")";

    private static final String LINKS =
            SqliteShareLinks.LINK + "WHERE id IN (" + THESE_IDS + ") OR linkId IN (" + THESE_TEXTS + ")";

    private static final String GUESTS = SqliteGuests.GUEST.replace("SELECT ", "SELECT g.sessionHash, ")
            + "WHERE g.id IN (" + THESE_IDS + ") OR g.sessionHash IN (" + THESE_TEXTS + ")";

    private static final String WRITE_USER = """
            INSERT INTO User (id, username, displayName, firstName, lastName, role, systemLanguage, isActive)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                username = excluded.username, displayName = excluded.displayName, firstName = excluded.firstName,
                lastName = excluded.lastName, role = excluded.role, systemLanguage = excluded.systemLanguage,
                isActive = excluded.isActive""";

    private static final String WRITE_CONVERSATION = """
            INSERT INTO Conversation (id, identifier, type, title, isActive) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                identifier = excluded.identifier, type = excluded.type, title = excluded.title,
                isActive = excluded.isActive""";

    private static final String ADD_MEMBER = """
            INSERT INTO ConversationMember (conversationId, userId, role) VALUES (?, ?, NULL)
            ON CONFLICT (conversationId, userId) DO UPDATE SET isActive = 1, leftAt = NULL WHERE isActive = 0""";

    private static final String WRITE_LINK = """
            INSERT INTO ConversationShareLink
                (id, linkId, identifier, conversationId, isActive, expiresAt, maxConcurrentUsers)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                linkId = excluded.linkId, identifier = excluded.identifier, conversationId = excluded.conversationId,
                isActive = excluded.isActive, expiresAt = excluded.expiresAt,
                maxConcurrentUsers = excluded.maxConcurrentUsers""";

    private static final String WRITE_GUEST = """
            INSERT INTO AnonymousParticipant
                (id, conversationId, shareLinkId, username, firstName, lastName, language, sessionHash, isActive,
                 joinedAt, usernameKey, nameKey)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (id) DO UPDATE SET
                conversationId = excluded.conversationId, shareLinkId = excluded.shareLinkId,
                username = excluded.username, firstName = excluded.firstName, lastName = excluded.lastName,
                language = excluded.language, sessionHash = excluded.sessionHash, isActive = excluded.isActive,
                usernameKey = excluded.usernameKey, nameKey = excluded.nameKey,
                leftAt = CASE WHEN excluded.isActive THEN NULL ELSE coalesce(leftAt, ?10) END""";

    private ImportRows() {}

    static StoredEntities stored(SqliteSession session, ImportKeys keys) throws SQLException {
        return new StoredEntities(
                session.list(
                        USERS,
                        SqliteAccounts::account,
                        SqliteSession.ids(keys.users()),
                        SqliteSession.texts(keys.usernames())),
                session.list(
                        CONVERSATIONS,
                        SqliteConversations::conversation,
                        SqliteSession.ids(keys.conversations()),
                        SqliteSession.texts(keys.identifiers())),
                session.list(
                        LINKS,
                        SqliteShareLinks::link,
                        SqliteSession.ids(keys.shareLinks()),
                        SqliteSession.texts(keys.linkIds())),
                session.list(
                        GUESTS,
                        row -> new GuestSession(SqliteGuests.guest(row), row.text("sessionHash")),
                        SqliteSession.ids(keys.guests()),
                        SqliteSession.texts(keys.sessionTokens().stream()
                                .map(SessionToken::hashed)
                                .toList())));
    }

    /// @return the members who were not active members before
    static Map<ConversationId, Set<ObjectId>> write(SqliteSession session, ImportPlan plan, Instant now)
            throws SQLException {
        for (Account user : plan.users().toWrite()) {
            write(session, user);
        }
        for (Conversation conversation : plan.conversations().toWrite()) {
            write(session, conversation);
        }
        for (ShareLink link : plan.shareLinks().toWrite()) {
            write(session, link);
        }
        for (GuestSession guest : plan.guests().toWrite()) {
            write(session, guest, now);
        }
        return addMembers(session, plan.members());
    }

    /// @return whether the user was no active member before
    static boolean addMember(SqliteSession session, ConversationId conversation, ObjectId user) throws SQLException {
        return session.change(ADD_MEMBER, conversation, user) > 0;
    }

    private static Map<ConversationId, Set<ObjectId>> addMembers(
            SqliteSession session, Map<ConversationId, Set<ObjectId>> members) throws SQLException {
        Map<ConversationId, Set<ObjectId>> added = new HashMap<>();
        for (Map.Entry<ConversationId, Set<ObjectId>> entry : members.entrySet()) {
            for (ObjectId user : entry.getValue()) {
                if (addMember(session, entry.getKey(), user)) {
                    added.computeIfAbsent(entry.getKey(), _ -> new HashSet<>()).add(user);
                }
            }
        }
        return added;
    }

    private static void write(SqliteSession session, Account user) throws SQLException {
        session.change(
                WRITE_USER,
                user.id(),
                user.username(),
                user.displayName(),
                user.firstName(),
                user.lastName(),
                user.role(),
                user.language(),
                user.active());
        SqliteNames.write(session, user);
    }

    private static void write(SqliteSession session, Conversation conversation) throws SQLException {
        session.change(
                WRITE_CONVERSATION,
                conversation.id(),
                conversation.identifier(),
                conversation.type(),
                conversation.title(),
                conversation.active());
    }

    private static void write(SqliteSession session, ShareLink link) throws SQLException {
        session.change(
                WRITE_LINK,
                link.id(),
                link.linkId(),
                link.identifier(),
                link.conversationId(),
                link.active(),
                link.expiresAt(),
                link.maxConcurrentUsers());
    }

    private static void write(SqliteSession session, GuestSession one, Instant now) throws SQLException {
        Guest guest = one.guest();
        session.change(
                WRITE_GUEST,
                guest.id(),
                guest.conversationId(),
                guest.shareLinkId(),
                guest.username(),
                guest.firstName(),
                guest.lastName(),
                guest.language(),
                one.sessionToken(),
                guest.active(),
                now,
                NameKey.of(guest.username()),
                NameKey.of(guest.name()));
    }
}
