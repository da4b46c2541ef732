package com.meeshy.presence.server.store.sqlite;

import static com.meeshy.presence.server.store.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Member;
import com.meeshy.presence.server.store.MemberQuery;
import com.meeshy.presence.server.store.Membership;
import com.meeshy.presence.server.store.Roster;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conversations with their members from two tables: users from `ConversationMember`, guests from their own rows.
final class SqliteConversations implements Conversations {
    /// What [#conversation(Row)] reads, and from where.
    static final String CONVERSATION =
            "SELECT c.id, c.identifier, c.type, c.title, c.isActive, c.lastMessageAt FROM Conversation c ";

    private static final String BY_ID = CONVERSATION + "WHERE c.id = ?";

    private static final String BY_IDENTIFIER = CONVERSATION + "WHERE c.identifier = ?";

    /// SQLite counts a missing moment as the earliest of all.
    private static final String LATEST_FIRST = " ORDER BY c.lastMessageAt DESC, c.id";

    private static final String OF_USER = CONVERSATION
            + "JOIN ConversationMember m ON m.conversationId = c.id AND m.isActive = 1"
            + " WHERE m.userId = ? AND c.isActive = 1" + LATEST_FIRST;

    private static final String OF_GUEST = CONVERSATION
            + "JOIN AnonymousParticipant g ON g.conversationId = c.id AND g.isActive = 1"
            + " WHERE g.id = ? AND c.isActive = 1" + LATEST_FIRST;

    private static final String USERS_MEMBERSHIP = """
            SELECT m.isActive AND u.isActive AND c.isActive AS active
            FROM ConversationMember m
            JOIN User u ON u.id = m.userId
            JOIN Conversation c ON c.id = m.conversationId
            WHERE m.conversationId = ? AND m.userId = ?""";

    private static final String GUESTS_MEMBERSHIP = """
            SELECT g.isActive AND c.isActive AS active
            FROM AnonymousParticipant g JOIN Conversation c ON c.id = g.conversationId
            WHERE g.conversationId = ? AND g.id = ?""";

    private static final String IS_ACTIVE = "SELECT 1 FROM Conversation WHERE id = ? AND isActive = 1";

    private static final String GLOBALS = "SELECT id FROM Conversation WHERE type = 'global' AND isActive = 1";

    private static final String USERS = "SELECT " + SqliteAccounts.COLUMNS
            + ", m.role AS memberRole FROM ConversationMember m JOIN User u ON u.id = m.userId AND u.isActive = 1"
            + " WHERE m.conversationId = ? AND m.isActive = 1";

    private static final String THESE_USERS = USERS + " AND m.userId IN (" + THESE_IDS + ")";

    private static final String GUESTS = SqliteGuests.GUEST + "WHERE g.conversationId = ? AND g.isActive = 1";

    private static final String THESE_GUESTS = GUESTS + " AND g.id IN (" + THESE_IDS + ")";

    private final SqliteDatabase database;

    SqliteConversations(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public @Nullable Conversation conversation(String idOrIdentifier) {
        ObjectId id = ObjectId.tryParse(idOrIdentifier);
        return database.<@Nullable Conversation>read(session -> {
            Conversation byId = id == null ? null : session.first(BY_ID, SqliteConversations::conversation, id);
            return byId != null
                    ? byId
                    : session.first(BY_IDENTIFIER, SqliteConversations::conversation, idOrIdentifier);
        });
    }

    @Override
    public List<Roster> rosters(ParticipantId member) {
        String ofMember = member.isAnonymous() ? OF_GUEST : OF_USER;
        return database.read(session -> {
            List<Conversation> found = session.list(ofMember, SqliteConversations::conversation, member.value());
            Map<ConversationId, Set<ParticipantId>> members = SqliteDirectory.members(
                    session,
                    SqliteSession.ids(
                            found.stream().map(one -> one.id().value()).toList()));
            return found.stream()
                    .map(one -> new Roster(one, members.getOrDefault(one.id(), Set.of())))
                    .toList();
        });
    }

    @Override
    public Set<ConversationId> globals() {
        return database.read(session -> Set.copyOf(session.list(GLOBALS, row -> new ConversationId(row.id("id")))));
    }

    @Override
    public Membership membership(ConversationId conversation, ParticipantId participant) {
        String sql = participant.isAnonymous() ? GUESTS_MEMBERSHIP : USERS_MEMBERSHIP;
        Boolean active = database.<@Nullable Boolean>read(
                session -> session.first(sql, row -> row.flag("active"), conversation, participant.value()));
        if (active == null) {
            return Membership.NEVER;
        }
        return active ? Membership.ACTIVE : Membership.NO_LONGER;
    }

    @Override
    public List<Member> members(ConversationId conversation, MemberQuery query) {
        List<Member> members = database.read(session -> found(session, conversation, query));
        return query.select(members);
    }

    private static List<Member> found(SqliteSession session, ConversationId conversation, MemberQuery query)
            throws SQLException {
        List<Member> found = new ArrayList<>();
        Set<ParticipantId> among = query.among();
        if (!session.exists(IS_ACTIVE, conversation)) {
            return found;
        }
        if (among == null) {
            found.addAll(session.list(USERS, SqliteConversations::registered, conversation));
            found.addAll(session.list(GUESTS, SqliteConversations::anonymous, conversation));
        } else {
            String users = SqliteSession.ids(SqliteDirectory.ofKind(ParticipantKind.REGISTERED, among));
            String guests = SqliteSession.ids(SqliteDirectory.ofKind(ParticipantKind.ANONYMOUS, among));
            found.addAll(session.list(THESE_USERS, SqliteConversations::registered, conversation, users));
            found.addAll(session.list(THESE_GUESTS, SqliteConversations::anonymous, conversation, guests));
        }
        return found;
    }

    static Conversation conversation(Row row) throws SQLException {
        return new Conversation(
                new ConversationId(row.id("id")),
                row.text("identifier"),
                row.textOr("type", Conversation.DEFAULT_TYPE),
                row.textOrNull("title"),
                row.flag("isActive"),
                row.momentOrNull("lastMessageAt"));
    }

    private static Member registered(Row row) throws SQLException {
        return new Member.Registered(SqliteAccounts.account(row), row.textOr("memberRole", Member.DEFAULT_ROLE));
    }

    private static Member anonymous(Row row) throws SQLException {
        return new Member.Anonymous(SqliteGuests.guest(row));
    }
}
