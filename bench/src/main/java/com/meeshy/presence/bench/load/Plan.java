package com.meeshy.presence.bench.load;

import com.meeshy.presence.bench.load.Lattice.Range;

/// What one crowd is.
///
/// @param port of the server, on this machine
/// @param lattice of all people, also those of other crowds
/// @param range those of this crowd: whole blocks
/// @param threads event loops
/// @param addresses the first two or three numbers of the loopback addresses it comes from, such as `127.1`; the
///     rest is chosen, 10 000 connections from each
/// @param polling the share that polls instead of using a WebSocket, 0 to 1
/// @param snapshots whether the server sends snapshots, so that a login ends with one
/// @param secret that signs the tokens
public record Plan(
        int port,
        Lattice lattice,
        Range range,
        int threads,
        String addresses,
        double polling,
        boolean snapshots,
        String secret) {}
