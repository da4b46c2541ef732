package com.meeshy.presence.server.config;

import com.meeshy.presence.live.admission.DurationText;
import java.time.Duration;

/// What a duration must satisfy.
final class Bounds {
    /// Longer than any sensible setting, short enough for milliseconds in an `int`.
    private static final Duration LONGEST = Duration.ofDays(24);

    private Bounds() {}

    static void positive(Setting setting, Duration value) {
        notNegative(setting, value);
        if (value.isZero()) {
            throw SettingsException.of(setting, DurationText.of(value), "it must be longer than zero");
        }
    }

    static void notNegative(Setting setting, Duration value) {
        if (value.isNegative()) {
            throw SettingsException.of(setting, DurationText.of(value), "it must not be negative");
        }
        if (value.compareTo(LONGEST) > 0) {
            throw SettingsException.of(setting, DurationText.of(value), "it must not be longer than 24d");
        }
    }
}
