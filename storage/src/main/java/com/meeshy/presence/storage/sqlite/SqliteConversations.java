package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.PrefixRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
            + " WHERE m.userId = ? AND c.isActive = 1" + LATEST_FIRST + " LIMIT ?";

    private static final String OF_GUEST = CONVERSATION
            + "JOIN AnonymousParticipant g ON g.conversationId = c.id AND g.isActive = 1"
            + " WHERE g.id = ? AND c.isActive = 1" + LATEST_FIRST + " LIMIT ?";

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

    private static final String SOME_USERS = USERS + " LIMIT ?";

    private static final String THESE_USERS = USERS + " AND m.userId IN (" + THESE_IDS + ")";

    private static final String GUESTS = SqliteGuests.GUEST + "WHERE g.conversationId = ? AND g.isActive = 1";

    private static final String SOME_GUESTS = GUESTS + " LIMIT ?";

    private static final String THESE_GUESTS = GUESTS + " AND g.id IN (" + THESE_IDS + ")";

    /// Along the names, of which the search is a beginning; how many namesakes elsewhere are passed over is
    /// bounded.
    private static final String NAMED_USERS = "SELECT " + SqliteAccounts.COLUMNS + """
            , m.role AS memberRole
            FROM (SELECT DISTINCT userId FROM UserName WHERE nameKey >= ?2 AND nameKey < ?3 LIMIT ?4) n
            JOIN ConversationMember m ON m.conversationId = ?1 AND m.userId = n.userId AND m.isActive = 1
            JOIN User u ON u.id = n.userId AND u.isActive = 1
            LIMIT ?5""";

    private static final String NAMED_GUESTS = GUESTS + " AND g.id IN (" + """
                SELECT id FROM AnonymousParticipant
                WHERE conversationId = ?1 AND isActive = 1 AND usernameKey >= ?2 AND usernameKey < ?3
                UNION
                SELECT id FROM AnonymousParticipant
                WHERE conversationId = ?1 AND isActive = 1 AND nameKey >= ?2 AND nameKey < ?3
                LIMIT ?4)""";

    /// Whether there are more than so many.
    private static final String MORE_USERS =
            "SELECT 1 FROM ConversationMember WHERE conversationId = ? AND isActive = 1 LIMIT 1 OFFSET ?";

    private static final String MORE_GUESTS =
            "SELECT 1 FROM AnonymousParticipant WHERE conversationId = ? AND isActive = 1 LIMIT 1 OFFSET ?";

    private static final String USER_COUNTS = "SELECT conversationId, count(*) AS members FROM ConversationMember"
            + " WHERE conversationId IN (" + THESE_IDS + ") AND isActive = 1 GROUP BY conversationId";

    private static final String GUEST_COUNTS = "SELECT conversationId, count(*) AS members FROM AnonymousParticipant"
            + " WHERE conversationId IN (" + THESE_IDS + ") AND isActive = 1 GROUP BY conversationId";

    private final SqliteAccess database;

    SqliteConversations(SqliteAccess database) {
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
    public List<Conversation> of(ParticipantId member, int limit) {
        String ofMember = member.isAnonymous() ? OF_GUEST : OF_USER;
        return database.read(
                session -> session.list(ofMember, SqliteConversations::conversation, member.value(), limit));
    }

    @Override
    public Map<ConversationId, Integer> sizes(Collection<ConversationId> conversations) {
        String ids = SqliteSession.ids(
                conversations.stream().map(ConversationId::value).toList());
        return database.read(session -> {
            Map<ConversationId, Integer> sizes = new HashMap<>();
            for (String counts : List.of(USER_COUNTS, GUEST_COUNTS)) {
                session.list(
                        counts,
                        row -> sizes.merge(
                                new ConversationId(row.id("conversationId")),
                                Math.toIntExact(row.number("members")),
                                Integer::sum),
                        ids);
            }
            return sizes;
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
            return isCrowd(session, conversation)
                    ? crowd(session, conversation, query)
                    : some(session, conversation, 2 * MemberQuery.CROWD);
        } else {
            String users = SqliteSession.ids(ParticipantKind.REGISTERED.among(among));
            String guests = SqliteSession.ids(ParticipantKind.ANONYMOUS.among(among));
            found.addAll(session.list(THESE_USERS, SqliteConversations::registered, conversation, users));
            found.addAll(session.list(THESE_GUESTS, SqliteConversations::anonymous, conversation, guests));
        }
        return found;
    }

    private static boolean isCrowd(SqliteSession session, ConversationId conversation) throws SQLException {
        return session.exists(MORE_USERS, conversation, MemberQuery.CROWD)
                || session.exists(MORE_GUESTS, conversation, MemberQuery.CROWD);
    }

    private static List<Member> some(SqliteSession session, ConversationId conversation, int limit)
            throws SQLException {
        List<Member> some =
                new ArrayList<>(session.list(SOME_USERS, SqliteConversations::registered, conversation, limit));
        if (some.size() < limit) {
            some.addAll(session.list(SOME_GUESTS, SqliteConversations::anonymous, conversation, limit - some.size()));
        }
        return some;
    }

    private static List<Member> crowd(SqliteSession session, ConversationId conversation, MemberQuery query)
            throws SQLException {
        String search = query.search();
        if (search == null || search.isBlank()) {
            return some(session, conversation, query.limit());
        }
        String from = NameKey.of(search);
        String to = PrefixRange.end(from);
        List<Member> named = new ArrayList<>(session.list(
                NAMED_USERS,
                SqliteConversations::registered,
                conversation,
                from,
                to,
                MemberQuery.CROWD,
                query.limit()));
        named.addAll(session.list(NAMED_GUESTS, SqliteConversations::anonymous, conversation, from, to, query.limit()));
        return named;
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
