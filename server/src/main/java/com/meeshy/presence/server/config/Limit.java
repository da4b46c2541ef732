package com.meeshy.presence.server.config;

/// Every limit of the gateway, one row each (docs/operate/limits.md is made from it). The name of a row is the
/// name of its setting.
public enum Limit implements SettingName {
    // Connections and requests of whoever comes
    SESSIONS_PER_ADDRESS(Kind.COUNT, Scope.ADDRESS, "1000", "open Socket.IO sessions"),
    HANDSHAKES_PER_ADDRESS(Kind.RATE, Scope.ADDRESS, "500/5s", "new Socket.IO sessions and further CONNECTs"),
    MAX_PAYLOAD(Kind.BYTES, Scope.CONNECTION, "100kb", 1024, 1024 * 1024, "one Socket.IO message"),
    MAX_BODY(Kind.BYTES, Scope.REQUEST, "32mb", 1024, Integer.MAX_VALUE, "an import document"),

    // Reads of lists
    LIST_READS(Kind.RATE, Scope.PARTICIPANT, "300/1m", "lists of conversations, members and presence over REST"),
    LIST_READS_AT_ONCE(Kind.COUNT, Scope.PARTICIPANT, "2", "such lists being read; further ones wait 2 s");

    /// How a limit is written and counted.
    public enum Kind {
        /// A token bucket: `20/10s` is 20 at once, and 20 more in each 10 s, evenly. A bare number is a rate per
        /// second with five seconds' worth at once.
        RATE,
        /// Exact: `10/1m` is at most 10 in any minute.
        TRIES,
        /// At one time.
        COUNT,
        BYTES,
        TIME
    }

    /// What a limit is counted for.
    public enum Scope {
        /// An IPv4 address, or an IPv6 network of 64 bits.
        ADDRESS,
        PARTICIPANT,
        CONNECTION,
        REQUEST,
        /// This process.
        GATEWAY
    }

    private final Kind kind;
    private final Scope scope;
    private final String fallback;
    private final long least;
    private final long most;
    private final String what;

    Limit(Kind kind, Scope scope, String fallback, String what) {
        this(kind, scope, fallback, 1, Integer.MAX_VALUE, what);
    }

    Limit(Kind kind, Scope scope, String fallback, long least, long most, String what) {
        this.kind = kind;
        this.scope = scope;
        this.fallback = fallback;
        this.least = least;
        this.most = most;
        this.what = what;
    }

    public Kind kind() {
        return kind;
    }

    public Scope scope() {
        return scope;
    }

    @Override
    public String fallback() {
        return fallback;
    }

    @Override
    public boolean isSecret() {
        return false;
    }

    /// What is limited, as a phrase for operators.
    public String what() {
        return what;
    }

    /// The smallest amount that may be set: a number, bytes, or milliseconds of a time.
    long least() {
        return least;
    }

    /// The largest amount that may be set.
    long most() {
        return most;
    }
}
