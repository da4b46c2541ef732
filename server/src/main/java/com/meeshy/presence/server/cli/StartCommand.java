package com.meeshy.presence.server.cli;

import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.telemetry.LogOutput;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/// Production start: everything comes from the environment.
@Command(name = "start", description = "Starts the gateway, configured by environment variables or CONFIG_FILE.")
final class StartCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);

    private final Map<String, String> environment;
    private final Hooks.Gateway gateway;

    StartCommand(Map<String, String> environment, Hooks.Gateway gateway) {
        this.environment = environment;
        this.gateway = gateway;
    }

    @Override
    public void run() {
        run(Settings.from(environment), gateway);
    }

    static void run(Settings settings, Hooks.Gateway gateway) {
        LogOutput.apply(settings.operations());
        LOG.info("Effective settings:\n{}", settings.describe());
        settings.warnings().forEach(LOG::warn);
        gateway.run(settings);
    }
}
