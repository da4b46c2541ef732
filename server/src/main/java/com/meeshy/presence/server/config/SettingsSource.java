package com.meeshy.presence.server.config;

import com.meeshy.presence.live.admission.DurationText;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.authentication.Secret;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Raw texts by name, the environment before the properties file before the default, and their translation into
/// types. A blank value counts as absent, as container tools pass empty variables for unset ones.
final class SettingsSource {
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
        return Stream.concat(Stream.of(Setting.values()), Stream.of(Limit.values()))
                .anyMatch(known -> known.name().equals(name));
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }

    @Nullable
    String text(Setting setting) {
        String value = written(setting.name());
        if (value.isEmpty()) {
            value = setting.fallback();
        }
        return value.isEmpty() ? null : value;
    }

    /// As written, or as it is when nobody writes it.
    String text(Limit limit) {
        String value = written(limit.name());
        return value.isEmpty() ? limit.fallback() : value;
    }

    private String written(String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? file.getProperty(name, "").strip() : value;
    }

    /// For settings that have a default.
    String required(Setting setting) {
        String value = text(setting);
        if (value == null) {
            throw new IllegalStateException(setting.name() + " has no default");
        }
        return value;
    }

    @Nullable
    Secret secret(Setting setting) {
        String value = text(setting);
        return value == null ? null : new Secret(value);
    }

    List<String> list(Setting setting) {
        String value = text(setting);
        List<String> parts = new ArrayList<>();
        for (String part : (value == null ? "" : value).split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    Duration duration(Setting setting) {
        String value = required(setting);
        Duration duration = DurationText.parse(value);
        if (duration == null) {
            throw SettingsException.of(setting, value, DurationText.HOW_TO_WRITE);
        }
        return duration;
    }

    int integer(Setting setting) {
        String value = required(setting);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw SettingsException.of(setting, value, "write a whole number");
        }
    }

    boolean flag(Setting setting) {
        String value = required(setting).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw SettingsException.of(setting, value, "write true or false");
        };
    }
}
