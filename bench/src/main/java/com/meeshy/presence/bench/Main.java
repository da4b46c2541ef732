package com.meeshy.presence.bench;

import com.meeshy.presence.bench.core.CoreBench;
import com.meeshy.presence.bench.fanout.FanoutBench;
import com.meeshy.presence.bench.latency.LatencyBench;
import com.meeshy.presence.bench.store.StoreBench;
import java.util.Arrays;
import java.util.List;

/// Chooses the measurement.
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.stream(arguments).skip(1).toList();
        String name = arguments.length == 0 ? "" : arguments[0];
        System.exit(
                switch (name) {
                    case "core" -> CoreBench.run(options);
                    case "latency" -> LatencyBench.run(options);
                    case "fanout" -> FanoutBench.run(options);
                    case "store" -> StoreBench.run(options);
                    default -> unknown(name);
                });
    }

    private static int unknown(String name) {
        System.err.println((name.isEmpty() ? "Which measurement?" : "There is no measurement \"" + name + "\".")
                + " Choose: core, fanout, latency, store. Options: --short, --json FILE.");
        return USAGE;
    }
}
