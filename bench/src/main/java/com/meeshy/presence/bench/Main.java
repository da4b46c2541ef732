package com.meeshy.presence.bench;

import com.meeshy.presence.bench.core.CoreBench;
import com.meeshy.presence.bench.fanout.FanoutBench;
import com.meeshy.presence.bench.latency.LatencyBench;
import com.meeshy.presence.bench.refusal.RefusalBench;
import com.meeshy.presence.bench.runs.ContactsRun;
import com.meeshy.presence.bench.runs.FirstSecondsRun;
import com.meeshy.presence.bench.runs.GlobalRun;
import com.meeshy.presence.bench.runs.RestRun;
import com.meeshy.presence.bench.runs.ScaleRun;
import com.meeshy.presence.bench.runs.SilentRun;
import com.meeshy.presence.bench.runs.SlowRun;
import com.meeshy.presence.bench.runs.SoakRun;
import com.meeshy.presence.bench.runs.SteadyRun;
import com.meeshy.presence.bench.runs.StormRun;
import com.meeshy.presence.bench.store.StoreBench;
import java.util.Arrays;
import java.util.List;

/// Chooses the measurement.
public final class Main {
    private static final int USAGE = 2;

    /// Counted before this process is taken to its half of them.
    static final int CORES = Runtime.getRuntime().availableProcessors();

    private static String command = "";

    private Main() {}

    /// As it was typed.
    static String command() {
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        command = "./meeshy bench " + String.join(" ", arguments);
        List<String> options = Arrays.stream(arguments).skip(1).toList();
        String name = arguments.length == 0 ? "" : arguments[0];
        System.exit(
                switch (name) {
                    case "core" -> CoreBench.run(options);
                    case "latency" -> LatencyBench.run(options);
                    case "fanout" -> FanoutBench.fanout(options);
                    case "start" -> FirstSecondsRun.run(options);
                    case "steady" -> SteadyRun.run(options);
                    case "crowd" -> GlobalRun.run(options);
                    case "refusal" -> RefusalBench.run(options);
                    case "rest" -> RestRun.run(options);
                    case "silent" -> SilentRun.run(options);
                    case "slow" -> SlowRun.run(options);
                    case "soak" -> SoakRun.run(options);
                    case "hot" -> FanoutBench.hot(options);
                    case "storm" -> StormRun.run(options);
                    case "contacts" -> ContactsRun.run(options);
                    case "scale" -> ScaleRun.run(options);
                    case "store" -> StoreBench.run(options);
                    default -> unknown(name);
                });
    }

    private static int unknown(String name) {
        System.err.println(
                (name.isEmpty() ? "Which measurement?" : "There is no measurement \"" + name + "\".")
                        + " Choose: contacts, core, crowd, fanout, hot, latency, refusal, rest, "
                        + "scale, silent, slow, soak, start, steady, store, storm. Options: --short, --profile, --json FILE, --html FILE.");
        return USAGE;
    }
}
