package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.storage.Lookups;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.ReadLanes;
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
public final class MongoStorage {
    private static final Logger LOG = LoggerFactory.getLogger(MongoStorage.class);

    private MongoStorage() {}

    /// Connects, waiting up to 30 s for the server, and creates the indexes that are missing.
    ///
    /// @param uri as in `MONGODB_URI`; the database `meeshy` when it names none
    /// @param hashGuestTokens whether session tokens of new guests are stored as hashes, which the host
    ///     application cannot read; the form of those that are there stays, and both are found
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence, without credentials, why the
    ///     database cannot be used
    public static Storage open(String uri, InstantSource clock, boolean hashGuestTokens) {
        return open(uri, clock, hashGuestTokens, MongoPatience.USUAL, List.of());
    }

    static Storage open(
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
        return on(connection, clock, keep);
    }

    private static Storage on(MongoConnection connection, InstantSource clock, UnaryOperator<String> keep) {
        MongoTables tables = MongoTables.of(connection);
        Lookups open = lookups(tables, clock, keep);
        ReadLanes lanes = ReadLanes.of(connection.connections());
        return new Storage(
                open.presence(),
                open.directory(),
                new MongoNodeLeases(tables),
                open.accounts(),
                open.guests(),
                open.conversations(),
                new MongoMessages(tables, clock),
                new MongoDirectoryEditor(tables, clock, keep),
                new MongoRevokedTokens(tables),
                lookups(MongoTables.of(connection, lanes.snapshots()), clock, keep),
                lookups(MongoTables.of(connection, lanes.lists()), clock, keep),
                connection::readsSoFar,
                connection::close);
    }

    private static Lookups lookups(MongoTables tables, InstantSource clock, UnaryOperator<String> keep) {
        return new Lookups(
                new MongoPresenceStore(tables),
                new MongoDirectory(tables),
                new MongoAccounts(tables),
                new MongoGuests(tables, clock, keep),
                new MongoConversations(tables));
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
}
