package com.meeshy.presence.server.config;

/// Every limit of the gateway, one row each (docs/operate/limits.md is made from it). The name of a row is the name
/// of its setting.
public enum Limit implements SettingName {
    // Connections and requests of whoever comes
    SESSIONS_PER_ADDRESS(Kind.COUNT, Scope.ADDRESS, "1000", "open Socket.IO sessions"),
    HANDSHAKES_PER_ADDRESS(Kind.RATE, Scope.ADDRESS, "500/5s", "new Socket.IO sessions and further CONNECTs"),
    MAX_PAYLOAD(Kind.BYTES, Scope.CONNECTION, "100kb", 1024, 1024 * 1024, "one Socket.IO message"),
    PIPELINED_REQUESTS(
            Kind.COUNT, Scope.CONNECTION, "32", "HTTP requests behind a Socket.IO request that is not answered yet"),
    PACKETS_PER_SECOND(Kind.COUNT, Scope.CONNECTION, "200", "packets and frames received, averaged over 4 s"),
    ATTACHMENTS(Kind.COUNT, Scope.CONNECTION, "10", 0, 1000, "binary attachments of one event"),
    MESSAGE_TIME(Kind.TIME, Scope.CONNECTION, "30s", 1000, 3_600_000, "for a message to come whole"),

    // What Socket.IO clients make the gateway keep
    STRANGER_BYTES(
            Kind.BYTES,
            Scope.CONNECTION,
            "16kb",
            1024,
            1024 * 1024,
            "kept for a client without a verified credential, and its greatest message"),
    STRANGER_EVENTS(Kind.COUNT, Scope.CONNECTION, "8", 0, 10_000, "events held for a client without a credential"),
    STRANGER_BACKLOG(
            Kind.BYTES,
            Scope.CONNECTION,
            "4kb",
            1024,
            1024 * 1024,
            "waiting for a client without a verified credential that does not read"),
    STRANGERS_HEAP_PART(
            Kind.COUNT,
            Scope.GATEWAY,
            "16",
            1,
            1000,
            "kept for all clients without a verified credential together: one part in so many of the greatest heap"),
    HELD_BYTES(
            Kind.BYTES,
            Scope.CONNECTION,
            "64kb",
            1024,
            1024 * 1024,
            "of events held while a credential is verified or an earlier event is served"),
    HELD_EVENTS(Kind.COUNT, Scope.CONNECTION, "64", 1, 10_000, "events held meanwhile"),
    UNFINISHED_HEAP_PART(
            Kind.COUNT,
            Scope.GATEWAY,
            "16",
            1,
            1000,
            "kept for all others of unfinished messages and held events: one part in so many of the greatest heap"),
    MAX_BODY(Kind.BYTES, Scope.REQUEST, "32mb", 1024, Integer.MAX_VALUE, "an import document");

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
