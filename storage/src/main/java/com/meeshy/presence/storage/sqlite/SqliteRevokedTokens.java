package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.RevokedTokens;
import com.meeshy.presence.storage.model.Revocation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Revoked tokens in a table of their own: a row names a token or a user.
final class SqliteRevokedTokens implements RevokedTokens {
    private static final String ADD_TOKEN = """
            INSERT INTO RevokedToken (tokenId, expiresAt) VALUES (?, ?)
            ON CONFLICT (tokenId) DO UPDATE SET expiresAt = excluded.expiresAt""";

    private static final String ADD_USER = """
            INSERT INTO RevokedToken (userId, issuedBefore) VALUES (?, ?)
            ON CONFLICT (userId) DO UPDATE SET issuedBefore = max(issuedBefore, excluded.issuedBefore)""";

    private static final String ALL = "SELECT tokenId, userId, issuedBefore, expiresAt FROM RevokedToken";

    private static final String FORGET = "DELETE FROM RevokedToken WHERE expiresAt < ?";

    private final SqliteAccess database;

    SqliteRevokedTokens(SqliteAccess database) {
        this.database = database;
    }

    @Override
    public void add(Revocation revocation) {
        database.write(session -> switch (revocation) {
            case Revocation.OfToken token -> session.change(ADD_TOKEN, token.tokenId(), token.expiresAt());
            case Revocation.OfUser user -> session.change(ADD_USER, user.userId(), user.before());
        });
    }

    @Override
    public List<Revocation> all() {
        return database.read(session -> session.list(ALL, SqliteRevokedTokens::revocation));
    }

    @Override
    public void forgetExpired(Instant now) {
        database.write(session -> session.change(FORGET, now));
    }

    private static Revocation revocation(Row row) throws SQLException {
        ObjectId user = row.idOrNull("userId");
        return user == null
                ? new Revocation.OfToken(row.text("tokenId"), row.momentOrNull("expiresAt"))
                : new Revocation.OfUser(user, row.moment("issuedBefore"));
    }
}
