package com.meeshy.presence.server.config;

import org.jspecify.annotations.Nullable;

/// Every name an operator can set, with its default (SPEC §8). The same names serve the environment and the file.
public enum Setting {
    HOST("0.0.0.0"),
    PORT("8000"),
    CORS_ORIGINS(""),
    MAX_BODY("32mb"),
    PUBLIC_DIR(""),
    TRUST_PROXY("false"),
    JWT_SECRET("", true),
    JWT_JWKS_URL(""),
    ADMIN_KEY("", true),
    DATA_DIR("./data"),
    MONGODB_URI("", true),
    REDIS_URI("", true),
    PING_INTERVAL("25s"),
    PING_TIMEOUT("10s"),
    CONNECT_TIMEOUT("45s"),
    MAX_PAYLOAD("100kb"),
    SESSIONS_PER_ADDRESS("1000"),
    HANDSHAKES_PER_ADDRESS("100"),
    ONLINE_THRESHOLD("5m"),
    AWAY_THRESHOLD("30m"),
    ACTIVITY_THROTTLE("60s"),
    OFFLINE_GRACE("5s"),
    DRAIN_GRACE("30s"),
    LARGE_CONVERSATION("200"),
    DIGEST_INTERVAL("60s"),
    DIRECTORY_CHECK("30s"),
    MAINTENANCE_INTERVAL("60s"),
    ZOMBIE_THRESHOLD("5m"),
    NODE_ID(""),
    LOG_LEVEL("info"),
    LOG_FORMAT("text"),
    DEMO("false");

    /// Names the properties file. Only the environment can hold it.
    public static final String CONFIG_FILE = "CONFIG_FILE";

    private final String fallback;
    private final boolean secret;

    Setting(String fallback) {
        this(fallback, false);
    }

    Setting(String fallback, boolean secret) {
        this.fallback = fallback;
        this.secret = secret;
    }

    /// What holds when nobody sets it; empty means absent.
    public String fallback() {
        return fallback;
    }

    /// Whether its value must never be printed.
    public boolean isSecret() {
        return secret;
    }

    static @Nullable Setting named(String name) {
        for (Setting setting : values()) {
            if (setting.name().equals(name)) {
                return setting;
            }
        }
        return null;
    }
}
