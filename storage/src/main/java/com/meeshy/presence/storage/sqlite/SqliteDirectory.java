package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.storage.model.PersonName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who exists and who belongs where, in a fixed number of statements however many are asked for.
final class SqliteDirectory implements Directory {
    private static final String USERS =
            "SELECT id, username, displayName, firstName, lastName FROM User WHERE id IN (" + THESE_IDS + ")";

    private static final String USERS_CONVERSATIONS = """
            SELECT m.userId AS participantId, m.conversationId
            FROM ConversationMember m JOIN Conversation c ON c.id = m.conversationId AND c.isActive = 1
                 JOIN User u ON u.id = m.userId AND u.isActive = 1
            WHERE m.isActive = 1 AND m.userId IN (%s)""".formatted(THESE_IDS);

    private static final String GUESTS =
            "SELECT id, username, NULL AS displayName, firstName, lastName FROM AnonymousParticipant WHERE id IN ("
                    + THESE_IDS + ")";

    private static final String GUESTS_CONVERSATIONS = """
            SELECT g.id AS participantId, g.conversationId
            FROM AnonymousParticipant g JOIN Conversation c ON c.id = g.conversationId AND c.isActive = 1
            WHERE g.isActive = 1 AND g.id IN (%s)""".formatted(THESE_IDS);

    private static final String ACTIVE_CONVERSATIONS =
            "SELECT id AS conversationId FROM Conversation WHERE isActive = 1 AND id IN (" + THESE_IDS + ")";

    private static final String MEMBERS = """
            SELECT m.conversationId, m.userId AS participantId
            FROM ConversationMember m JOIN User u ON u.id = m.userId AND u.isActive = 1
            WHERE m.isActive = 1 AND m.conversationId IN (%s)""".formatted(THESE_IDS);

    private static final String GUEST_MEMBERS = """
            SELECT conversationId, id AS participantId
            FROM AnonymousParticipant
            WHERE isActive = 1 AND conversationId IN (%s)""".formatted(THESE_IDS);

    private final SqliteAccess database;

    SqliteDirectory(SqliteAccess database) {
        this.database = database;
    }

    private record Belonging(ConversationId conversation, ObjectId participant) {}

    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        String users = SqliteSession.ids(ParticipantKind.REGISTERED.among(ids));
        String guests = SqliteSession.ids(ParticipantKind.ANONYMOUS.among(ids));
        return database.read(session -> {
            Map<ParticipantId, Participant> found = new HashMap<>();
            add(found, session, ParticipantKind.REGISTERED, USERS, USERS_CONVERSATIONS, users);
            add(found, session, ParticipantKind.ANONYMOUS, GUESTS, GUESTS_CONVERSATIONS, guests);
            return found;
        });
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        String ids = SqliteSession.ids(
                conversations.stream().map(ConversationId::value).toList());
        return database.read(session -> members(session, ids));
    }

    /// @param conversations a set made by [SqliteSession#ids(Collection)]
    static Map<ConversationId, Set<ParticipantId>> members(SqliteSession session, String conversations)
            throws SQLException {
        Map<ConversationId, Set<ParticipantId>> members = new HashMap<>();
        session.list(ACTIVE_CONVERSATIONS, SqliteDirectory::conversation, conversations)
                .forEach(id -> members.put(id, new HashSet<>()));
        String active = SqliteSession.ids(
                members.keySet().stream().map(ConversationId::value).toList());
        for (Belonging one : session.list(MEMBERS, SqliteDirectory::belonging, active)) {
            setOf(members, one.conversation()).add(ParticipantId.registered(one.participant()));
        }
        for (Belonging one : session.list(GUEST_MEMBERS, SqliteDirectory::belonging, active)) {
            setOf(members, one.conversation()).add(ParticipantId.anonymous(one.participant()));
        }
        return members;
    }

    private static void add(
            Map<ParticipantId, Participant> found,
            SqliteSession session,
            ParticipantKind kind,
            String names,
            String memberships,
            String ids)
            throws SQLException {
        Map<ObjectId, Set<ConversationId>> conversations = new HashMap<>();
        for (Belonging one : session.list(memberships, SqliteDirectory::belonging, ids)) {
            setOf(conversations, one.participant()).add(one.conversation());
        }
        session.list(names, row -> participant(row, kind, conversations.getOrDefault(row.id("id"), Set.of())), ids)
                .forEach(one -> found.put(one.id(), one));
    }

    private static Participant participant(Row row, ParticipantKind kind, Set<ConversationId> conversations)
            throws SQLException {
        ObjectId id = row.id("id");
        String name = PersonName.of(
                row.textOrNull("displayName"),
                row.textOrNull("firstName"),
                row.textOrNull("lastName"),
                row.textOrNull("username"),
                id);
        return new Participant(new ParticipantId(kind, id), name, conversations);
    }

    private static ConversationId conversation(Row row) throws SQLException {
        return new ConversationId(row.id("conversationId"));
    }

    private static Belonging belonging(Row row) throws SQLException {
        return new Belonging(conversation(row), row.id("participantId"));
    }

    private static <K, V> Set<V> setOf(Map<K, Set<V>> sets, K key) {
        return sets.computeIfAbsent(key, _ -> new HashSet<>());
    }
}
