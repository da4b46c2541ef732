package com.meeshy.presence.storage.mongo;

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
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.SessionToken;
import com.mongodb.MongoException;
import com.mongodb.event.CommandListener;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The production store: every port on one MongoDB database, which the host application writes too.
public final class MongoStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(MongoStorage.class);

    private final MongoConnection connection;
    private final InstantSource clock;
    private final UnaryOperator<String> keep;
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

    private MongoStorage(
            MongoConnection connection,
            InstantSource clock,
            UnaryOperator<String> keep,
            ReadLanes lanes,
            ReadLane lane) {
        MongoTables tables = MongoTables.of(connection, lane);
        this.connection = connection;
        this.clock = clock;
        this.keep = keep;
        this.lanes = lanes;
        this.presence = new MongoPresenceStore(tables);
        this.directory = new MongoDirectory(tables);
        this.leases = new MongoNodeLeases(tables);
        this.accounts = new MongoAccounts(tables);
        this.guests = new MongoGuests(tables, clock, keep);
        this.conversations = new MongoConversations(tables);
        this.messages = new MongoMessages(tables, clock);
        this.editor = new MongoDirectoryEditor(tables, clock, keep);
        this.revokedTokens = new MongoRevokedTokens(tables);
    }

    /// Connects, waiting up to 30 s for the server, and creates the indexes that are missing.
    ///
    /// @param uri as in `MONGODB_URI`; the database `meeshy` when it names none
    /// @param hashGuestTokens whether session tokens of new guests are stored as hashes, which the host
    ///     application cannot read; the form of those that are there stays, and both are found
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence, without credentials, why the
    ///     database cannot be used
    public static MongoStorage open(String uri, InstantSource clock, boolean hashGuestTokens) {
        return open(uri, clock, hashGuestTokens, MongoPatience.USUAL, List.of());
    }

    static MongoStorage open(
            String uri,
            InstantSource clock,
            boolean hashGuestTokens,
            MongoPatience patience,
            List<CommandListener> listeners) {
        MongoAddress address = MongoAddress.parse(uri);
        MongoConnection connection = MongoConnection.open(address, patience, listeners);
        LOG.info("{}: server version {}", address, version(connection));
        try (MongoConnection patient = MongoConnection.open(address, patience.forLongWork(), List.of())) {
            new MongoIndexes(patient).ensure();
        }
        UnaryOperator<String> keep = hashGuestTokens ? SessionToken::hashed : UnaryOperator.identity();
        return new MongoStorage(connection, clock, keep, ReadLanes.of(connection.connections()), ReadLane.OPEN);
    }

    @Override
    public Storage snapshots() {
        return new MongoStorage(connection, clock, keep, lanes, lanes.snapshots());
    }

    @Override
    public Storage lists() {
        return new MongoStorage(connection, clock, keep, lanes, lanes.lists());
    }

    /// One look into the database, which changes nothing and creates no index.
    ///
    /// @return null when there is no such user
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence why the database cannot be read
    public static @Nullable Account accountByUsername(String uri, String username) {
        try (MongoConnection connection =
                MongoConnection.open(MongoAddress.parse(uri), MongoPatience.USUAL, List.of())) {
            return new MongoAccounts(MongoTables.of(connection)).accountByUsername(username);
        }
    }

    private static String version(MongoConnection connection) {
        try {
            Document build = connection.database().runCommand(new Document("buildInfo", 1));
            return MongoFields.textOr(build, "version", "unknown");
        } catch (MongoException e) {
            // Some servers that speak like MongoDB do not tell.
            return "unknown";
        }
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

    @Override
    public void close() {
        connection.close();
    }
}
