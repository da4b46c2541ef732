package com.meeshy.presence.server.cli;

import com.meeshy.presence.server.config.Setting;
import com.meeshy.presence.server.config.Settings;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import picocli.CommandLine.Command;

/// The gateway with demo people, ready without any setting. Only this machine can reach it unless `HOST` says
/// otherwise,
/// since anybody who does may sign in as anybody.
@Command(name = "demo", description = "Starts everything embedded with demo people and prints the address of the page.")
final class DemoCommand implements Runnable {
    private static final int SECRET_BYTES = 32;

    /// Shown in an address that people copy.
    private static final int KEY_BYTES = 16;

    private final Map<String, String> environment;
    private final Hooks.Gateway gateway;

    DemoCommand(Map<String, String> environment, Hooks.Gateway gateway) {
        this.environment = environment;
        this.gateway = gateway;
    }

    @Override
    public void run() {
        StartCommand.run(Settings.from(demoEnvironment()), gateway);
    }

    private Map<String, String> demoEnvironment() {
        Map<String, String> demo = new HashMap<>(environment);
        demo.put(Setting.DEMO.name(), "true");
        setIfAbsent(demo, Setting.HOST, "127.0.0.1");
        setIfAbsent(demo, Setting.DATA_DIR, "./data/demo");
        setIfAbsent(demo, Setting.JWT_SECRET, random(SECRET_BYTES));
        setIfAbsent(demo, Setting.ADMIN_KEY, random(KEY_BYTES));
        return demo;
    }

    private static void setIfAbsent(Map<String, String> environment, Setting setting, String value) {
        if (environment.getOrDefault(setting.name(), "").isBlank()) {
            environment.put(setting.name(), value);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
