package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.NameKey;
import java.sql.SQLException;

/// The names by which users are looked up, in the table `UserName`: apart from the users themselves, whose rows
/// are written with every edge of their presence.
final class SqliteNames {
    private static final String FORGET = "DELETE FROM UserName WHERE userId = ?";

    private static final String ADD = "INSERT INTO UserName (nameKey, userId) VALUES (?, ?)";

    private SqliteNames() {}

    /// In the write that stores the user itself.
    static void write(SqliteSession session, Account user) throws SQLException {
        session.change(FORGET, user.id());
        for (String key : NameKey.of(user)) {
            session.change(ADD, key, user.id());
        }
    }
}
