package com.meeshy.presence.bench;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Chooses the measurement.
@Command(
        name = "./meeshy bench",
        mixinStandardHelpOptions = true,
        description = "Measures the gateway, alone or beside its peers.")
public final class Main implements Callable<Integer> {
    /// Counted before this process is taken to its half of them.
    static final int CORES = Runtime.getRuntime().availableProcessors();

    private static String command = "";

    @Parameters(paramLabel = "MEASUREMENT", description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable Measurement measurement;

    @Mixin
    private final Options options = new Options();

    private Main() {}

    /// As it was typed.
    static String command() {
        return command;
    }

    public static void main(String[] arguments) {
        command = "./meeshy bench " + String.join(" ", arguments);
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws Exception {
        return Objects.requireNonNull(measurement).run(options);
    }
}
