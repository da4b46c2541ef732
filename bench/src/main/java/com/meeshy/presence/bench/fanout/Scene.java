package com.meeshy.presence.bench.fanout;

import java.util.List;

/// How many take part, how they are driven, and what is asked of our layer.
///
/// @param name of the targets
/// @param window events under way for each socket at most when going as fast as possible: so many that the server
///     never waits for the load and may write several at once, so few that the queues are bounded
/// @param rates events per second at which latency is measured too
/// @param seconds of each measurement
/// @param ofBare at least this share of bare Netty
/// @param timesNode at least so many times Node
record Scene(
        String name,
        int sockets,
        int window,
        List<Integer> rates,
        double seconds,
        int rounds,
        double ofBare,
        double timesNode) {

    /// As many people as SPEC §7 asks for.
    static Scene crowd(boolean brief) {
        return brief
                ? new Scene("fanout", 2_000, 32, List.of(50_000), 2, 1, 0.9, 4)
                : new Scene("fanout", 10_000, 32, List.of(20_000, 50_000, 200_000), 4, 5, 0.9, 4);
    }

    /// Few sockets that never rest.
    static Scene hot(boolean brief) {
        return new Scene("hot", 1_000, 20, List.of(), brief ? 2 : 4, brief ? 1 : 5, 0.6, 10);
    }
}
