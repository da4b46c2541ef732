package com.meeshy.presence.server.cli;

import com.meeshy.presence.server.config.Setting;
import com.meeshy.presence.server.config.Settings;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// The gateway with demo people, ready without any setting. Only this machine can reach it unless `HOST` says
/// otherwise, since anybody who does may sign in as anybody.
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
        // Demo people belong in no real database, whatever this shell was set up for.
        demo.remove(Setting.MONGODB_URI.name());
        demo.remove(Setting.REDIS_URI.name());
        setIfAbsent(demo, Setting.HOST, "127.0.0.1");
        setIfAbsent(demo, Setting.DATA_DIR, "./data/demo");
        setIfAbsent(demo, Setting.JWT_SECRET, random(SECRET_BYTES));
        setIfAbsent(demo, Setting.ADMIN_KEY, random(KEY_BYTES));
        if (timesAreUnset(demo)) {
            // Ten times faster than in production, so that away and offline are seen while one looks; the page
            // says so.
            demo.put(Setting.ONLINE_THRESHOLD.name(), "30s");
            demo.put(Setting.AWAY_THRESHOLD.name(), "3m");
            demo.put(Setting.ACTIVITY_THROTTLE.name(), "6s");
        }
        return demo;
    }

    private static boolean timesAreUnset(Map<String, String> environment) {
        return Stream.of(Setting.ONLINE_THRESHOLD, Setting.AWAY_THRESHOLD, Setting.ACTIVITY_THROTTLE)
                .allMatch(
                        setting -> environment.getOrDefault(setting.name(), "").isBlank());
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
