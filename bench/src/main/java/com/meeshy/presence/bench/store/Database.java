package com.meeshy.presence.bench.store;

import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.mongo.MongoStorage;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of database to measure.
///
/// @param name as part of the names of its goals
record Database(String name, Opening opening) {
    static final String EMBEDDED = "sqlite";

    /// Opens a database without anybody in it.
    interface Opening {
        /// @param folder empty, for those that keep files
        Storage open(Path folder, InstantSource clock);
    }

    /// @param mongoUri of a server to measure as well, in a database of its own that is dropped; null for none
    static List<Database> all(@Nullable String mongoUri) {
        List<Database> all = new ArrayList<>(List.of(new Database(EMBEDDED, SqliteStorage::open)));
        if (mongoUri != null) {
            all.add(new Database("mongodb", (folder, clock) -> emptyMongo(mongoUri, clock)));
        }
        return all;
    }

    private static Storage emptyMongo(String uri, InstantSource clock) {
        ConnectionString server = new ConnectionString(uri);
        String database = "meeshy_bench_" + ProcessHandle.current().pid();
        try (MongoClient client = MongoClients.create(server)) {
            client.getDatabase(database).drop();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (MongoClient client = MongoClients.create(server)) {
                client.getDatabase(database).drop();
            }
        }));
        return MongoStorage.open(named(uri, database), clock, false);
    }

    /// The same address with another database.
    static String named(String uri, String database) {
        int hosts = uri.indexOf("://") + 3;
        int options = uri.indexOf('?', hosts);
        String end = options < 0 ? "" : uri.substring(options);
        String address = options < 0 ? uri : uri.substring(0, options);
        int path = address.indexOf('/', hosts);
        return (path < 0 ? address : address.substring(0, path)) + "/" + database + end;
    }
}
