package com.meeshy.presence.server.store.sqlite;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.server.store.Accounts;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.DirectoryEditor;
import com.meeshy.presence.server.store.Guests;
import com.meeshy.presence.server.store.Messages;
import com.meeshy.presence.server.store.RevokedTokens;
import com.meeshy.presence.server.store.Storage;
import java.nio.file.Path;
import java.time.InstantSource;

/// The embedded store: every port on one SQLite file.
public final class SqliteStorage implements Storage {
    private final SqliteDatabase database;
    private final PresenceStore presence;
    private final Directory directory;
    private final NodeLeases leases;
    private final Accounts accounts;
    private final Guests guests;
    private final Conversations conversations;
    private final Messages messages;
    private final DirectoryEditor editor;
    private final RevokedTokens revokedTokens;

    private SqliteStorage(SqliteDatabase database, InstantSource clock) {
        this.database = database;
        this.presence = new SqlitePresenceStore(database);
        this.directory = new SqliteDirectory(database);
        this.leases = new SqliteNodeLeases(database);
        this.accounts = new SqliteAccounts(database);
        this.guests = new SqliteGuests(database, clock);
        this.conversations = new SqliteConversations(database);
        this.messages = new SqliteMessages(database, clock);
        this.editor = new SqliteDirectoryEditor(database, clock);
        this.revokedTokens = new SqliteRevokedTokens(database);
    }

    /// @param dataDir created when missing; held by this process alone until [#close()]
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence why the folder cannot be used
    public static SqliteStorage open(Path dataDir, InstantSource clock) {
        return new SqliteStorage(SqliteDatabase.open(dataDir), clock);
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
