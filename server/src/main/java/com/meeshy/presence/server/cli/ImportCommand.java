package com.meeshy.presence.server.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Sends people, conversations and links to a running gateway.
@Command(name = "import", description = "Sends an import document to a running gateway.")
final class ImportCommand implements Runnable {
    @Mixin
    private final AdminTarget target;

    @Parameters(index = "0", paramLabel = "FILE", description = "The document, as JSON.")
    private Path file = Path.of("");

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    ImportCommand(Map<String, String> environment) {
        this.target = new AdminTarget(environment);
    }

    @Override
    public void run() {
        String done = target.call("POST", "/api/admin/import", document());
        if (spec != null) {
            spec.commandLine().getOut().println(done);
        }
    }

    private BodyPublisher document() {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException | IllegalArgumentException e) {
            throw new CommandFailure("The file \"" + file + "\" cannot be read.");
        }
    }
}
