package com.meeshy.presence.server.cli;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.mongo.MigrationCheck;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// Looks through the database of `MONGODB_URI` and prints what it found. Answers 0 when nothing is serious, 1 when
/// something is or the database cannot be read, and 2 when there is no usable address.
@Command(name = "migrate-check", description = "Reports what an existing Meeshy database holds, and changes nothing.")
final class MigrateCheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final InstantSource clock;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    MigrateCheckCommand(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        // Nothing else of the settings is needed, so nothing else has to be right.
        String uri = environment.get("MONGODB_URI");
        if (uri == null || uri.isBlank()) {
            return refused("MONGODB_URI is missing: set it to the address of the database, for instance"
                    + " mongodb://user:password@host:27017/meeshy.");
        }
        MigrationCheck check;
        try {
            check = MigrationCheck.of(uri.strip());
        } catch (StoreException e) {
            return refused(e.getMessage());
        }
        MigrationCheck.Report report = check.run(clock.instant());
        if (spec != null) {
            report.lines().forEach(spec.commandLine().getOut()::println);
        }
        return report.serious() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private int refused(@Nullable String sentence) {
        if (spec != null) {
            spec.commandLine().getErr().println(sentence);
        }
        return ExitCode.USAGE;
    }
}
