package com.meeshy.presence.server.wiring;

import com.meeshy.presence.server.config.StorageSettings;
import com.meeshy.presence.server.store.Storage;
import com.meeshy.presence.server.store.sqlite.SqliteStorage;
import java.time.InstantSource;

/// Opens the store that the settings name.
final class Stores {
    private Stores() {}

    static Storage open(StorageSettings settings, InstantSource clock) {
        if (settings.mongoUri() != null) {
            throw new IllegalStateException(
                    "MONGODB_URI is set, but this version stores in the embedded database only: unset it.");
        }
        if (settings.redisUri() != null) {
            throw new IllegalStateException("REDIS_URI is set, but this version runs as a single node only: unset it.");
        }
        return SqliteStorage.open(settings.dataDirectory(), clock);
    }
}
