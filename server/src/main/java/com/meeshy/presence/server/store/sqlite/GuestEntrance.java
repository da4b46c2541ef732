package com.meeshy.presence.server.store.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.server.store.Guest;
import com.meeshy.presence.server.store.JoinRequest;
import com.meeshy.presence.server.store.JoinResult;
import com.meeshy.presence.server.store.Nickname;
import com.meeshy.presence.server.store.ObjectIdSource;
import com.meeshy.presence.server.store.SessionToken;
import com.meeshy.presence.server.store.ShareLink;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/// Lets a guest in through a link, or says why not. Runs as one write: there is one writer, so between the
/// checks and the insert nobody else comes in.
final class GuestEntrance {
    private static final String IS_CONVERSATION_ACTIVE = "SELECT 1 FROM Conversation WHERE id = ? AND isActive = 1";

    private static final String HOW_MANY_INSIDE =
            "SELECT count(*) AS inside FROM AnonymousParticipant WHERE shareLinkId = ? AND isActive = 1";

    private static final String IS_TAKEN_BY_GUEST = """
            SELECT 1 FROM AnonymousParticipant
            WHERE conversationId = ? AND isActive = 1 AND username = ? COLLATE NOCASE""";

    private static final String IS_TAKEN_BY_MEMBER = """
            SELECT 1 FROM User u JOIN ConversationMember m ON m.conversationId = ? AND m.userId = u.id
            WHERE u.username = ? COLLATE NOCASE AND u.isActive = 1 AND m.isActive = 1""";

    private static final String INSERT = """
            INSERT INTO AnonymousParticipant
                (id, conversationId, shareLinkId, username, firstName, lastName, language, sessionToken, joinedAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final InstantSource clock;
    private final SecureRandom random;
    private final ObjectIdSource ids;

    GuestEntrance(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.ids = new ObjectIdSource(clock, random);
    }

    JoinResult join(SqliteSession session, String linkIdOrIdentifier, JoinRequest request) throws SQLException {
        Instant now = clock.instant();
        ShareLink link = SqliteShareLinks.named(session, linkIdOrIdentifier);
        if (link == null) {
            return new JoinResult.UnknownLink();
        }
        if (link.hasExpired(now)) {
            return new JoinResult.ExpiredLink();
        }
        ConversationId conversation = link.conversationId();
        if (!link.active() || !session.exists(IS_CONVERSATION_ACTIVE, conversation)) {
            return new JoinResult.InactiveLink();
        }
        Integer max = link.maxConcurrentUsers();
        if (max != null && inside(session, link) >= max) {
            return new JoinResult.Full(max);
        }
        String wanted = Nickname.wanted(request);
        String free = Nickname.free(
                wanted == null ? Nickname.made(request) : wanted,
                nickname -> isTaken(session, conversation, nickname),
                random);
        if (wanted != null && !free.equals(wanted)) {
            return new JoinResult.NameTaken(free);
        }
        return letIn(session, link, free, request, now);
    }

    private JoinResult letIn(SqliteSession session, ShareLink link, String nickname, JoinRequest request, Instant now)
            throws SQLException {
        ObjectId id = ids.next();
        String token = SessionToken.next(random);
        Guest guest = Guest.newcomer(id, link, nickname, request);
        session.change(
                INSERT,
                id,
                link.conversationId(),
                link.id(),
                nickname,
                guest.firstName(),
                guest.lastName(),
                guest.language(),
                token,
                now);
        return new JoinResult.Joined(guest, token);
    }

    private static long inside(SqliteSession session, ShareLink link) throws SQLException {
        Long inside = session.first(HOW_MANY_INSIDE, row -> row.number("inside"), link.id());
        return inside == null ? 0 : inside;
    }

    private static boolean isTaken(SqliteSession session, ConversationId conversation, String nickname)
            throws SQLException {
        return session.exists(IS_TAKEN_BY_GUEST, conversation, nickname)
                || session.exists(IS_TAKEN_BY_MEMBER, conversation, nickname);
    }
}
