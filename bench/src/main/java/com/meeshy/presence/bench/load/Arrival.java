package com.meeshy.presence.bench.load;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// An expected event has come.
///
/// @param actionMicros since the load acted
/// @param edgeMicros since the server's stamp, or -1 without one
record Arrival(long actionMicros, long edgeMicros) {
    private static final long LATE_MICROS = TimeUnit.SECONDS.toMicros(1);

    static Arrival of(Edge edge, long version) {
        long action = (System.nanoTime() - edge.causedAt()) / 1_000;
        if (version < 0) {
            return new Arrival(action, -1);
        }
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return new Arrival(action, micros - version * 1_000);
    }

    void book(Books books) {
        books.count(Count.DELIVERED);
        books.time(Timing.ACTION, actionMicros);
        if (edgeMicros >= 0) {
            books.time(Timing.EDGE, edgeMicros);
        }
        if (actionMicros > LATE_MICROS) {
            books.count(Count.LATE);
        }
    }
}
