package com.meeshy.presence.server.config;

import java.time.Duration;

/// Durations as operators write them: the largest unit that divides exactly.
final class DurationText {
    private DurationText() {}

    static String of(Duration value) {
        long ms = value.toMillis();
        if (ms == 0) {
            return "0s";
        }
        if (ms % 86_400_000 == 0) {
            return ms / 86_400_000 + "d";
        }
        if (ms % 3_600_000 == 0) {
            return ms / 3_600_000 + "h";
        }
        if (ms % 60_000 == 0) {
            return ms / 60_000 + "m";
        }
        return ms % 1000 == 0 ? ms / 1000 + "s" : ms + "ms";
    }
}
