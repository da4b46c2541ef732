package com.meeshy.presence.bench.fanout;

import java.io.IOException;
import java.util.List;

/// Half of the cores serve, half load, where the system can pin processes.
///
/// @param all of the machine
/// @param pinned whether it could be done
record Cores(int all, boolean pinned) {

    /// Takes this process and all its threads to the upper half.
    static Cores divide() throws InterruptedException {
        int all = Runtime.getRuntime().availableProcessors();
        String upper = all / 2 + "-" + (all - 1);
        try {
            int code = new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-p",
                            "-c",
                            upper,
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return new Cores(all, code == 0 && all > 1);
        } catch (IOException e) {
            return new Cores(all, false);
        }
    }

    int each() {
        return Math.max(1, all / 2);
    }

    List<String> prefixForServer() {
        return pinned ? List.of("taskset", "-c", "0-" + (all / 2 - 1)) : List.of();
    }

    @Override
    public String toString() {
        return pinned
                ? all / 2 + " cores serve, " + (all - all / 2) + " load"
                : all + " cores, not divided (no taskset)";
    }
}
