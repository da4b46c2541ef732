package com.meeshy.presence.server.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The numbers of a running gateway.
@Command(name = "stats", description = "Prints the numbers of a running gateway.")
final class StatsCommand implements Runnable {
    @Mixin
    private final AdminTarget target;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    StatsCommand(Map<String, String> environment) {
        this.target = new AdminTarget(environment);
    }

    @Override
    public void run() {
        String numbers = target.call("GET", "/api/admin/maintenance/stats", BodyPublishers.noBody());
        if (spec != null) {
            spec.commandLine().getOut().println(numbers);
        }
    }
}
