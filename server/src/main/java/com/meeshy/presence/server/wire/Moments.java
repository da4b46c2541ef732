package com.meeshy.presence.server.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Moments on the wire: ISO 8601 in UTC with exactly three digits of a second, as JavaScript writes them. Such
/// texts sort by time, which texts of changing length do not.
public final class Moments {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Moments() {}

    /// Such as `2026-01-15T12:00:00.000Z`; finer parts of the moment are cut off.
    public static String text(Instant moment) {
        return MILLISECONDS.format(moment);
    }

    /// Null for null.
    public static @Nullable String textOrNull(@Nullable Instant moment) {
        return moment == null ? null : text(moment);
    }
}
