package com.meeshy.presence.live.admission;

/// Every limit of the gateway, one row each (docs/operate/limits.md is made from it). The name of a row is the
/// name of its setting.
public enum Limit {
    // Connections and requests of whoever comes
    SESSIONS_PER_ADDRESS(Kind.COUNT, Scope.ADDRESS, "1000", "open Socket.IO sessions"),
    HANDSHAKES_PER_ADDRESS(Kind.RATE, Scope.ADDRESS, "500/5s", "new Socket.IO sessions and further CONNECTs"),
    MAX_PAYLOAD(Kind.BYTES, Scope.CONNECTION, "100kb", 1024, 1024 * 1024, "one Socket.IO message"),
    MAX_BODY(Kind.BYTES, Scope.REQUEST, "32mb", 1024, Integer.MAX_VALUE, "an import document"),
    CONNECTIONS_PER_ADDRESS(
            Kind.COUNT, Scope.ADDRESS, "2000", "open TCP connections; none is counted with TRUST_PROXY"),
    UNPROVEN_CONNECTIONS(
            Kind.COUNT,
            Scope.GATEWAY,
            "10000",
            "open TCP connections behind which nobody has proven who it is, half of the descriptors at most; for one more"
                    + " the one that was silent for longest is closed"),
    REQUEST_HEADER_TIME(
            Kind.TIME, Scope.CONNECTION, "10s", 1000, 3_600_000, "for the header of an HTTP request to arrive"),
    REQUEST_BODY_TIME(Kind.TIME, Scope.CONNECTION, "5m", 1000, 86_400_000, "for its body to arrive"),
    IDLE_CONNECTION_TIME(Kind.TIME, Scope.CONNECTION, "60s", 1000, 3_600_000, "between two HTTP requests"),
    SLOWEST_TRANSFER(
            Kind.BYTES,
            Scope.CONNECTION,
            "1kb",
            1,
            1024 * 1024,
            "a second, in any ten seconds, of a body that arrives or an answer that is read"),
    AUDITED_REFUSALS(
            Kind.TRIES,
            Scope.ADDRESS,
            "10/1m",
            "lines in the audit log for actions of administrators refused to others"),
    ALL_AUDITED_REFUSALS(Kind.TRIES, Scope.GATEWAY, "100/1m", "such lines, whatever addresses they are about"),
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

    // Tries to get in; right credentials use nothing
    WRONG_AUTHENTICATIONS(Kind.TRIES, Scope.ADDRESS, "10/1m", "wrong credentials shown by `authenticate`"),
    WRONG_CREDENTIALS(
            Kind.TRIES,
            Scope.ADDRESS,
            "30/1m",
            "different wrong credentials, over REST and in the Socket.IO handshake"),
    REPEATED_CREDENTIAL(Kind.TRIES, Scope.ADDRESS, "10/1m", "the same wrong credential"),
    WRONG_CONSOLE_TRIES(Kind.TRIES, Scope.ADDRESS, "10/1m", "failed tries at the door of the console"),
    GUEST_JOINS(Kind.TRIES, Scope.ADDRESS, "30/1m", "new guests"),
    STRANGERS_AT_ONCE(
            Kind.COUNT,
            Scope.GATEWAY,
            "32",
            "credentials checked at a time that anybody can send: session tokens, RS256, ES256"),
    STRANGERS_WAITING(
            Kind.BYTES, Scope.GATEWAY, "8mb", 64 * 1024, Integer.MAX_VALUE, "such credentials that wait to be checked"),

    // What one participant may do, on all its connections and over REST together
    SOCKETS_PER_PERSON(Kind.COUNT, Scope.PARTICIPANT, "50", "connections to this node"),
    MESSAGES(Kind.RATE, Scope.PARTICIPANT, "60/30s", "messages of a registered user"),
    MESSAGES_OF_GUEST(Kind.RATE, Scope.PARTICIPANT, "20/30s", "messages of a guest"),
    MESSAGE_BYTES(Kind.RATE, Scope.PARTICIPANT, "300000/30s", "bytes of content in the messages of a registered user"),
    MESSAGE_BYTES_OF_GUEST(Kind.RATE, Scope.PARTICIPANT, "100000/30s", "bytes of content in the messages of a guest"),
    TYPING(Kind.RATE, Scope.PARTICIPANT, "20/10s", "`typing:start` in one conversation, and as many `typing:stop`"),
    CONVERSATION_JOINS(Kind.RATE, Scope.PARTICIPANT, "50/10s", "`conversation:join`"),
    REPAIRS(Kind.RATE, Scope.PARTICIPANT, "120/1m", "`presence:repair`"),
    CLIENT_EVENTS(Kind.RATE, Scope.PARTICIPANT, "500/10s", "Socket.IO events of any name"),
    CONSOLE_REQUESTS(Kind.RATE, Scope.CONNECTION, "30/10s", "requests of a console"),

    // Reads of lists
    LIST_READS(Kind.RATE, Scope.PARTICIPANT, "300/1m", "lists of conversations, members and presence over REST"),
    LIST_READS_AT_ONCE(Kind.COUNT, Scope.PARTICIPANT, "2", "such lists being read; further ones wait 2 s"),

    // What the gateway keeps for itself
    DISK_FLOOR(
            Kind.BYTES,
            Scope.GATEWAY,
            "256mb",
            0,
            Integer.MAX_VALUE,
            "free disk under which no message is taken (embedded store)");

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

    /// What holds when nobody sets it.
    public String fallback() {
        return fallback;
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
