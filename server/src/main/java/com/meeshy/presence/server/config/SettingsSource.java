package com.meeshy.presence.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Raw texts by name, the environment before the properties file before the default, and their translation into
/// types. A blank value counts as absent, as container tools pass empty variables for unset ones.
final class SettingsSource {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(b|kb|mb)?");

    private final Map<String, String> environment;
    private final Properties file;

    private SettingsSource(Map<String, String> environment, Properties file) {
        this.environment = environment;
        this.file = file;
    }

    static SettingsSource of(Map<String, String> environment) {
        String path = environment.getOrDefault(Setting.CONFIG_FILE, "").strip();
        return new SettingsSource(environment, path.isEmpty() ? new Properties() : load(path));
    }

    private static Properties load(String path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("CONFIG_FILE is \"" + path + "\": it cannot be read (" + reason(e)
                    + "), give the path of a readable properties file or unset it.");
        }
        for (String name : properties.stringPropertyNames()) {
            if (!isKnown(name)) {
                throw new SettingsException("The file \"" + path + "\" sets \"" + name
                        + "\", which is no setting: correct its spelling or remove the line.");
            }
        }
        return properties;
    }

    private static boolean isKnown(String name) {
        return Stream.<SettingName>concat(Stream.of(Setting.values()), Stream.of(Limit.values()))
                .anyMatch(known -> known.name().equals(name));
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }

    @Nullable
    String text(SettingName setting) {
        String value = environment.getOrDefault(setting.name(), "").strip();
        if (value.isEmpty()) {
            value = file.getProperty(setting.name(), "").strip();
        }
        if (value.isEmpty()) {
            value = setting.fallback();
        }
        return value.isEmpty() ? null : value;
    }

    /// For settings that have a default.
    String required(SettingName setting) {
        String value = text(setting);
        if (value == null) {
            throw new IllegalStateException(setting.name() + " has no default");
        }
        return value;
    }

    @Nullable
    Secret secret(SettingName setting) {
        String value = text(setting);
        return value == null ? null : new Secret(value);
    }

    List<String> list(SettingName setting) {
        String value = text(setting);
        List<String> parts = new ArrayList<>();
        for (String part : (value == null ? "" : value).split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    Duration duration(SettingName setting) {
        return parseDuration(setting, required(setting));
    }

    static Duration parseDuration(SettingName setting, String value) {
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw SettingsException.of(setting, value, "write a whole number and its unit, like 100ms, 25s, 5m or 1h");
        }
        ChronoUnit unit = switch (matcher.group(2)) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }

    int integer(SettingName setting) {
        String value = required(setting);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw SettingsException.of(setting, value, "write a whole number");
        }
    }

    /// A number of bytes, like 100kb or 1mb.
    static int parseBytes(SettingName setting, String value) {
        Matcher matcher = SIZE.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw SettingsException.of(setting, value, "write a size like 100kb or 1mb");
        }
        String unit = matcher.group(2);
        long factor = "mb".equals(unit) ? 1024L * 1024 : "kb".equals(unit) ? 1024L : 1L;
        long bytes = Long.parseLong(matcher.group(1)) * factor;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    boolean flag(SettingName setting) {
        String value = required(setting).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw SettingsException.of(setting, value, "write true or false");
        };
    }
}
