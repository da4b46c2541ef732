package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.Messages;
import com.meeshy.presence.storage.ReadLane;
import com.meeshy.presence.storage.ReadLanes;
import com.meeshy.presence.storage.RevokedTokens;
import com.meeshy.presence.storage.Storage;
import java.nio.file.Path;
import java.time.InstantSource;

/// The embedded store: every port on one SQLite file.
public final class SqliteStorage implements Storage {
    private final SqliteDatabase database;
    private final InstantSource clock;
    private final ReadLanes lanes;
    private final PresenceStore presence;
    private final Directory directory;
    private final NodeLeases leases;
    private final Accounts accounts;
    private final Guests guests;
    private final Conversations conversations;
    private final Messages messages;
    private final DirectoryEditor editor;
    private final RevokedTokens revokedTokens;

    private SqliteStorage(SqliteDatabase database, InstantSource clock, ReadLanes lanes, ReadLane lane) {
        SqliteAccess access = new SqliteAccess(database, lane);
        this.database = database;
        this.clock = clock;
        this.lanes = lanes;
        this.presence = new SqlitePresenceStore(access);
        this.directory = new SqliteDirectory(access);
        this.leases = new SqliteNodeLeases(access);
        this.accounts = new SqliteAccounts(access);
        this.guests = new SqliteGuests(access, clock);
        this.conversations = new SqliteConversations(access);
        this.messages = new SqliteMessages(access, clock);
        this.editor = new SqliteDirectoryEditor(access, clock);
        this.revokedTokens = new SqliteRevokedTokens(access);
    }

    /// @param dataDir created when missing; held by this process alone until [#close()]
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence why the folder cannot be used
    public static SqliteStorage open(Path dataDir, InstantSource clock) {
        ReadLanes lanes = ReadLanes.of(SqliteDatabase.READERS);
        return new SqliteStorage(SqliteDatabase.open(dataDir), clock, lanes, ReadLane.OPEN);
    }

    @Override
    public Storage snapshots() {
        return new SqliteStorage(database, clock, lanes, lanes.snapshots());
    }

    @Override
    public Storage lists() {
        return new SqliteStorage(database, clock, lanes, lanes.lists());
    }

    @Override
    public PresenceStore presence() {
        return presence;
    }

    @Override
    public Directory directory() {
        return directory;
    }

    @Override
    public NodeLeases leases() {
        return leases;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Guests guests() {
        return guests;
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public DirectoryEditor editor() {
        return editor;
    }

    @Override
    public RevokedTokens revokedTokens() {
        return revokedTokens;
    }

    /// The file itself, for what only SQLite has.
    SqliteDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
