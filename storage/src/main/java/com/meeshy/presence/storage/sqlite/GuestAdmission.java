package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.Nickname;
import com.meeshy.presence.storage.model.ObjectIdSource;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/// Lets a guest in through a link, or says why not. Runs as one write: there is one writer, so between the checks
/// and the insert nobody else comes in.
final class GuestAdmission {
    private static final String IS_CONVERSATION_ACTIVE = "SELECT 1 FROM Conversation WHERE id = ? AND isActive = 1";

    private static final String HOW_MANY_INSIDE =
            "SELECT count(*) AS inside FROM AnonymousParticipant WHERE shareLinkId = ? AND isActive = 1";

    private static final String IS_TAKEN_BY_GUEST = """
            SELECT 1 FROM AnonymousParticipant WHERE conversationId = ?1 AND isActive = 1 AND usernameKey = ?2
            UNION ALL
            SELECT 1 FROM AnonymousParticipant WHERE conversationId = ?1 AND isActive = 1 AND nameKey = ?2""";

    private static final String IS_TAKEN_BY_MEMBER = """
            SELECT 1 FROM UserName n
            JOIN ConversationMember m ON m.conversationId = ?1 AND m.userId = n.userId AND m.isActive = 1
            JOIN User u ON u.id = n.userId AND u.isActive = 1
            WHERE n.nameKey = ?2""";

    private static final String INSERT = """
            INSERT INTO AnonymousParticipant
                (id, conversationId, shareLinkId, username, firstName, lastName, language, sessionHash, joinedAt,
                 usernameKey, nameKey)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final InstantSource clock;
    private final SecureRandom random;
    private final ObjectIdSource ids;

    GuestAdmission(InstantSource clock, SecureRandom random) {
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
        Nickname nickname = Nickname.of(request, name -> isTaken(session, conversation, name), random);
        JoinRequest granted = nickname.wish();
        return granted == null
                ? new JoinResult.NameTaken(nickname.nickname())
                : letIn(session, link, nickname.nickname(), granted, now);
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
                SessionToken.hashed(token),
                now,
                NameKey.of(guest.username()),
                NameKey.of(guest.name()));
        return new JoinResult.Joined(guest, token);
    }

    private static long inside(SqliteSession session, ShareLink link) throws SQLException {
        Long inside = session.first(HOW_MANY_INSIDE, row -> row.number("inside"), link.id());
        return inside == null ? 0 : inside;
    }

    private static boolean isTaken(SqliteSession session, ConversationId conversation, String name)
            throws SQLException {
        String key = NameKey.of(name);
        return session.exists(IS_TAKEN_BY_GUEST, conversation, key)
                || session.exists(IS_TAKEN_BY_MEMBER, conversation, key);
    }
}
