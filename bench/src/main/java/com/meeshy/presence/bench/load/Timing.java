package com.meeshy.presence.bench.load;

/// What is timed, in microseconds.
public enum Timing {
    /// From the start of the TCP connection to `authenticated` and the whole snapshot.
    LOGIN,
    /// From the load's act (start of the connection, goodbye, last sign of life) to the event in a viewer.
    ACTION,
    /// From the edge in the server to the event in a viewer. The server's stamp is the version in the event, whole
    /// milliseconds cut off, so this is up to a millisecond more than it was, never less.
    EDGE,
    /// From the sending of a REST request to its answer.
    REQUEST
}
