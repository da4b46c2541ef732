package com.meeshy.presence.server.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts the sweep of zombies out of turn.
@Command(name = "cleanup-zombies", description = "Takes zombies of a running gateway offline now.")
final class CleanUpZombiesCommand implements Runnable {
    @Mixin
    private final AdminTarget target;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    CleanUpZombiesCommand(Map<String, String> environment) {
        this.target = new AdminTarget(environment);
    }

    @Override
    public void run() {
        String done = target.call("POST", "/api/admin/maintenance/cleanup-zombies", BodyPublishers.noBody());
        if (spec != null) {
            spec.commandLine().getOut().println(done);
        }
    }
}
