package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.storage.Lookups;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.ReadLane;
import com.meeshy.presence.storage.coalescing.ReadLanes;
import java.nio.file.Path;
import java.time.InstantSource;

/// The embedded store: every port on one SQLite file.
public final class SqliteStorage {
    private SqliteStorage() {}

    /// @param dataDir created when missing; held by this process alone until the store is closed
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence why the folder cannot be used
    public static Storage open(Path dataDir, InstantSource clock) {
        return on(SqliteDatabase.open(dataDir), clock);
    }

    static Storage on(SqliteDatabase database, InstantSource clock) {
        SqliteAccess access = new SqliteAccess(database, ReadLane.OPEN);
        Lookups open = lookups(access, clock);
        ReadLanes lanes = ReadLanes.of(SqliteDatabase.READERS);
        return new Storage(
                open.presence(),
                open.directory(),
                new SqliteNodeLeases(access),
                open.accounts(),
                open.guests(),
                open.conversations(),
                new SqliteMessages(access, clock),
                new SqliteDirectoryEditor(access, clock),
                new SqliteRevokedTokens(access),
                lookups(new SqliteAccess(database, lanes.snapshots()), clock),
                lookups(new SqliteAccess(database, lanes.lists()), clock),
                database::readsSoFar,
                database::close);
    }

    private static Lookups lookups(SqliteAccess access, InstantSource clock) {
        return new Lookups(
                new SqlitePresenceStore(access),
                new SqliteDirectory(access),
                new SqliteAccounts(access),
                new SqliteGuests(access, clock),
                new SqliteConversations(access));
    }
}
