package com.meeshy.presence.bench;

import java.io.IOException;
import java.util.List;

/// Half of the cores serve, half load, where the system can pin processes.
///
/// @param all of the machine
/// @param pinned whether it could be done
public record Cores(int all, boolean pinned) {

    /// Takes this process and all its threads to the upper half.
    public static Cores divide() throws InterruptedException {
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

    public int each() {
        return Math.max(1, all / 2);
    }

    public List<String> prefixForServer() {
        return pinned ? List.of("taskset", "-c", "0-" + (all / 2 - 1)) : List.of();
    }

    @Override
    public String toString() {
        if (!pinned) {
            return all + " cores, not divided (" + (all == 1 ? "there is only one" : "no taskset")
                    + "): server and load disturb each other";
        }
        return all / 2 + " cores serve, " + (all - all / 2) + " load"
                + (all < 4 ? " (fewer than 4 cores: expect less)" : "");
    }
}
