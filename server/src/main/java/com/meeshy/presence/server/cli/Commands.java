package com.meeshy.presence.server.cli;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.server.config.SettingsException;
import com.meeshy.presence.server.http.StartFailure;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// All commands behind one name. `Main` calls [#run] and exits with its answer.
@Command(
        name = "meeshy",
        mixinStandardHelpOptions = true,
        version = "Meeshy Presence 0.1.0",
        description = "A gateway that tells people in real time who is online, away or offline.",
        synopsisSubcommandLabel = "COMMAND")
public final class Commands implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Commands() {}

    /// @param environment the variables of the process
    /// @return the exit code of the process
    public static int run(String[] arguments, Map<String, String> environment, InstantSource clock, Hooks hooks) {
        return line(environment, clock, hooks).execute(arguments);
    }

    static CommandLine line(Map<String, String> environment, InstantSource clock, Hooks hooks) {
        return new CommandLine(new Commands())
                .addSubcommand(new StartCommand(environment, hooks.start()))
                .addSubcommand(new DemoCommand(environment, hooks.demo()))
                .addSubcommand(new TokenCommand(environment, clock, hooks.people()))
                .addSubcommand(new ImportCommand(environment))
                .addSubcommand(new StatsCommand(environment))
                .addSubcommand(new CleanUpZombiesCommand(environment))
                .addSubcommand(new WatchCommand(environment, clock))
                .setExecutionExceptionHandler(Commands::explain);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = line.getErr();
        switch (failure) {
            case SettingsException settings -> err.println(settings.getMessage());
            case CommandFailure command -> err.println(command.getMessage());
            case StartFailure start -> err.println(start.getMessage());
            case StoreException store -> err.println(store.getMessage());
            default -> throw failure;
        }
        return failure instanceof SettingsException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}
