package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.model.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One look into a data folder that a running gateway may hold: reads, and disturbs nobody.
public final class SqliteGlance {
    private SqliteGlance() {}

    /// @return null when there is no such user, or no data yet
    /// @throws StoreException saying in a sentence why the folder cannot be read
    public static @Nullable Account accountByUsername(Path dataDir, String username) {
        Path file = DataFolder.databaseIn(dataDir);
        if (!Files.exists(file)) {
            throw new StoreException("There is no database in DATA_DIR " + dataDir.toAbsolutePath()
                    + ": start the gateway once, or set DATA_DIR to its folder.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (SqliteSession session = new SqliteSession(config.createConnection("jdbc:sqlite:" + file))) {
            return SqliteAccounts.byUsername(session, username);
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }
}
