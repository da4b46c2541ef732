package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.storage.model.ShareLink;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements on share links, for guests who join and for the directory's editor.
final class SqliteShareLinks {
    /// What [#link(Row)] reads, and from where.
    static final String LINK = "SELECT id, linkId, identifier, conversationId, isActive, expiresAt, maxConcurrentUsers"
            + " FROM ConversationShareLink ";

    private static final String BY_LINK_ID = LINK + "WHERE linkId = ?";

    private static final String BY_IDENTIFIER = LINK + "WHERE identifier = ? ORDER BY id LIMIT 1";

    static final String EXPIRED = LINK + "WHERE isActive = 1 AND expiresAt <= ?";

    private static final String DEACTIVATE =
            "UPDATE ConversationShareLink SET isActive = 0 WHERE isActive = 1 AND expiresAt <= ?";

    private SqliteShareLinks() {}

    static @Nullable ShareLink named(SqliteSession session, String linkIdOrIdentifier) throws SQLException {
        ShareLink link = session.first(BY_LINK_ID, SqliteShareLinks::link, linkIdOrIdentifier);
        return link != null ? link : session.first(BY_IDENTIFIER, SqliteShareLinks::link, linkIdOrIdentifier);
    }

    static boolean anyExpired(SqliteSession session, Instant now) throws SQLException {
        return session.exists(EXPIRED, now);
    }

    static List<ShareLink> deactivateExpired(SqliteSession session, Instant now) throws SQLException {
        List<ShareLink> expired = session.list(EXPIRED, SqliteShareLinks::link, now);
        session.change(DEACTIVATE, now);
        return expired.stream().map(ShareLink::deactivated).toList();
    }

    static ShareLink link(Row row) throws SQLException {
        return new ShareLink(
                row.id("id"),
                row.text("linkId"),
                row.textOrNull("identifier"),
                new ConversationId(row.id("conversationId")),
                row.flag("isActive"),
                row.momentOrNull("expiresAt"),
                row.numberOrNull("maxConcurrentUsers"));
    }
}
