package com.meeshy.presence.server.config;

/// Every name an operator can set but the limits, with its default (SPEC §8). The same names serve the
/// environment and the file.
public enum Setting {
    HOST("0.0.0.0"),
    PORT("8000"),
    CORS_ORIGINS(""),
    PUBLIC_DIR(""),
    TRUST_PROXY("false"),
    LIMIT_LOOPBACK("false"),
    METRICS_TOKEN("", true),
    MANAGEMENT_PORT(""),
    JWT_SECRET("", true),
    JWT_JWKS_URL(""),
    ADMIN_KEY("", true),
    DATA_DIR("./data"),
    MONGODB_URI("", true),
    HASH_GUEST_TOKENS("false"),
    REDIS_URI("", true),
    PING_INTERVAL("25s"),
    PING_TIMEOUT("10s"),
    CONNECT_TIMEOUT("45s"),
    ONLINE_THRESHOLD("5m"),
    AWAY_THRESHOLD("30m"),
    ACTIVITY_THROTTLE("60s"),
    OFFLINE_GRACE("5s"),
    RELOAD_GRACE("3s"),
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
}
