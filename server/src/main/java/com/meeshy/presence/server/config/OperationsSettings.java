package com.meeshy.presence.server.config;

import com.meeshy.presence.core.identity.NodeId;
import java.time.Duration;
import java.util.List;

/// How the process is run and watched.
///
/// @param node this process among its peers
/// @param directoryCheck time in which everybody connected is compared with the directory once; zero: never
/// @param maintenanceInterval time between two sweeps
/// @param zombieThreshold stored as online without a connection and idle for longer: swept
/// @param logLevel trace, debug, info, warn or error
/// @param logFormat text or json
/// @param demo whether the demo people and their sign-in without password are offered
public record OperationsSettings(
        NodeId node,
        Duration directoryCheck,
        Duration maintenanceInterval,
        Duration zombieThreshold,
        String logLevel,
        String logFormat,
        boolean demo) {

    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");
    private static final List<String> FORMATS = List.of("text", "json");
    private static final int LONGEST_NODE_NAME = 64;

    public OperationsSettings {
        Bounds.notNegative(Setting.DIRECTORY_CHECK, directoryCheck);
        Bounds.positive(Setting.MAINTENANCE_INTERVAL, maintenanceInterval);
        Bounds.positive(Setting.ZOMBIE_THRESHOLD, zombieThreshold);
        requireOneOf(Setting.LOG_LEVEL, logLevel, LEVELS);
        requireOneOf(Setting.LOG_FORMAT, logFormat, FORMATS);
        if (!node.value().matches("[A-Za-z0-9._-]{1," + LONGEST_NODE_NAME + "}")) {
            throw SettingsException.of(
                    Setting.NODE_ID, node, "use at most 64 letters, digits, dots, dashes and underscores");
        }
    }

    private static void requireOneOf(Setting setting, String value, List<String> choices) {
        if (!choices.contains(value)) {
            throw SettingsException.of(setting, value, "choose one of " + String.join(", ", choices));
        }
    }
}
