package com.meeshy.presence.storage.mongo;

import java.time.Duration;

/// How long to wait for what. The URI's own `connectTimeoutMS`, `serverSelectionTimeoutMS` and `socketTimeoutMS` win
/// over the first three.
///
/// @param connect for a connection to be there
/// @param selection for a server that can take the call
/// @param read for its answer
/// @param place in front of the pool, for a connection to be free
/// @param retries since a call began, for another attempt
/// @param start for the server to be there when the gateway starts
record MongoPatience(
        Duration connect, Duration selection, Duration read, Duration place, Duration retries, Duration start) {

    /// A sign-in has 5 s (SPEC §4): a server that cannot be found fails sooner, with an error that may be retried.
    static final MongoPatience USUAL = new MongoPatience(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    /// The same for work that nobody waits for and that may take minutes, as building an index on an old collection.
    MongoPatience forLongWork() {
        return new MongoPatience(connect, selection, Duration.ZERO, place, retries, start);
    }
}
