package com.meeshy.presence.storage.sqlite;

import static com.meeshy.presence.storage.sqlite.SqliteSession.THESE_IDS;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.PrefixRange;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accounts in the table `User`.
final class SqliteAccounts implements Accounts {
    /// What [#account(Row)] reads.
    static final String COLUMNS =
            "u.id, u.username, u.displayName, u.firstName, u.lastName, u.role, u.systemLanguage, u.isActive";

    private static final String BY_ID = "SELECT " + COLUMNS + " FROM User u WHERE u.id = ?";

    private static final String BY_USERNAME = "SELECT " + COLUMNS + " FROM User u WHERE u.username = ?";

    private static final String BY_PREFIX =
            "SELECT " + COLUMNS + " FROM User u WHERE u.username >= ? AND u.username < ? ORDER BY u.username LIMIT ?";

    private static final String THESE = "SELECT " + COLUMNS + " FROM User u WHERE u.id IN (" + THESE_IDS + ")";

    private final SqliteAccess database;

    SqliteAccounts(SqliteAccess database) {
        this.database = database;
    }

    @Override
    public @Nullable Account account(ObjectId id) {
        return database.<@Nullable Account>read(session -> session.first(BY_ID, SqliteAccounts::account, id));
    }

    @Override
    public @Nullable Account accountByUsername(String username) {
        return database.<@Nullable Account>read(session -> byUsername(session, username));
    }

    @Override
    public List<Account> accountsByUsernamePrefix(String prefix, int limit) {
        return database.read(
                session -> session.list(BY_PREFIX, SqliteAccounts::account, prefix, PrefixRange.end(prefix), limit));
    }

    static @Nullable Account byUsername(SqliteSession session, String username) throws SQLException {
        return session.first(BY_USERNAME, SqliteAccounts::account, username);
    }

    @Override
    public List<Account> accounts(Collection<ObjectId> ids) {
        return database.read(session -> these(session, ids));
    }

    static List<Account> these(SqliteSession session, Collection<ObjectId> ids) throws SQLException {
        return session.list(THESE, SqliteAccounts::account, SqliteSession.ids(ids));
    }

    static Account account(Row row) throws SQLException {
        return new Account(
                row.id("id"),
                row.text("username"),
                row.textOrNull("displayName"),
                row.textOrNull("firstName"),
                row.textOrNull("lastName"),
                row.textOr("role", Account.DEFAULT_ROLE),
                row.textOr("systemLanguage", Account.DEFAULT_LANGUAGE),
                row.flag("isActive"));
    }
}
