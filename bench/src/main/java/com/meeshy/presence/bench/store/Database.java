package com.meeshy.presence.bench.store;

import com.meeshy.presence.server.store.Storage;
import com.meeshy.presence.server.store.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// One of those that are measured.
///
/// @param name as part of the names of its goals
record Database(String name, Opening opening) {
    /// Opens a database without anybody in it.
    interface Opening {
        /// @param folder empty, for those that keep files
        Storage open(Path folder, InstantSource clock);
    }

    static List<Database> all() {
        return List.of(new Database("sqlite", SqliteStorage::open));
    }
}
