package com.meeshy.presence.server.wiring;

import com.meeshy.presence.live.authentication.Secret;
import com.meeshy.presence.server.config.SettingsException;
import com.meeshy.presence.server.config.StorageSettings;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.mongo.MongoStorage;
import com.meeshy.presence.storage.sqlite.SqliteGlance;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Opens the store that the settings name.
public final class Stores {
    private Stores() {}

    static Storage open(StorageSettings settings, InstantSource clock) {
        if (settings.redisUri() != null) {
            throw new SettingsException("REDIS_URI is set, but this version runs as a single node only: unset it.");
        }
        Secret mongoUri = settings.mongoUri();
        return mongoUri != null
                ? MongoStorage.open(mongoUri.reveal(), clock, settings.hashGuestTokens())
                : SqliteStorage.open(settings.dataDirectory(), clock);
    }

    /// One look into the store, which disturbs no gateway that uses it.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException saying in a sentence why it cannot be read
    public static @Nullable Account accountByUsername(StorageSettings settings, String username) {
        Secret mongoUri = settings.mongoUri();
        return mongoUri != null
                ? MongoStorage.accountByUsername(mongoUri.reveal(), username)
                : SqliteGlance.accountByUsername(settings.dataDirectory(), username);
    }
}
