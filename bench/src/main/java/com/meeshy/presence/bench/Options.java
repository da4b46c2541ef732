package com.meeshy.presence.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options of every measurement (SPEC §9).
public final class Options {
    @Option(names = "--short", description = "Stay under 60 s.")
    private boolean brief;

    @Option(
            names = "--profile",
            description = "Record the gateway with JFR; print where its time and its garbage come from and draw them"
                    + " as flame graphs.")
    private boolean profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON as well.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write them as a page with charts as well.")
    private @Nullable Path html;

    /// As they would be typed.
    public static Options of(String... arguments) {
        return CommandLine.populateCommand(new Options(), arguments);
    }

    public boolean brief() {
        return brief;
    }

    public boolean profile() {
        return profile;
    }

    public @Nullable Path json() {
        return json;
    }

    public @Nullable Path html() {
        return html;
    }
}
