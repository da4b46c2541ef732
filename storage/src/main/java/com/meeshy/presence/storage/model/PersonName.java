package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ObjectId;
import org.jspecify.annotations.Nullable;

/// The name shown to others: displayName, else "first last", else username (SPEC §4).
public final class PersonName {
    private PersonName() {}

    /// @return never blank: the id stands in for somebody without any name
    public static String of(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String username,
            ObjectId id) {
        return of(displayName, firstName, lastName, username, id.toString());
    }

    /// @return never null; the id stands in for somebody without any name
    public static String of(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String username,
            @Nullable String id) {
        String shown = trimmed(displayName);
        if (shown.isEmpty()) {
            shown = (trimmed(firstName) + " " + trimmed(lastName)).strip();
        }
        if (shown.isEmpty()) {
            shown = trimmed(username);
        }
        return shown.isEmpty() ? trimmed(id) : shown;
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
