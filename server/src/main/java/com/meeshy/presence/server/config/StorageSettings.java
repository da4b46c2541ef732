package com.meeshy.presence.server.config;

import com.meeshy.presence.live.authentication.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where data lives and how nodes find each other. The addresses may contain passwords, so they are secrets.
///
/// @param dataDirectory folder of the embedded store; unused with MongoDB
/// @param mongoUri null: the embedded store
/// @param hashGuestTokens whether MongoDB gets the session tokens of new guests as hashes; the embedded store
///     holds nothing else
/// @param redisUri null: a single node
public record StorageSettings(
        Path dataDirectory,
        @Nullable Secret mongoUri,
        boolean hashGuestTokens,
        @Nullable Secret redisUri) {

    public StorageSettings {
        requireScheme(Setting.MONGODB_URI, mongoUri, "mongodb://", "mongodb+srv://");
        requireScheme(Setting.REDIS_URI, redisUri, "redis://", "rediss://");
    }

    static Path directory(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw SettingsException.of(Setting.DATA_DIR, text, "write the path of a folder");
        }
    }

    private static void requireScheme(Setting setting, @Nullable Secret uri, String one, String other) {
        if (uri != null && !uri.reveal().startsWith(one) && !uri.reveal().startsWith(other)) {
            throw SettingsException.of(setting, uri, "it must start with " + one + " or " + other);
        }
    }
}
