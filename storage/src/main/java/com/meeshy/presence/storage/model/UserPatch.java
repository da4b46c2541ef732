package com.meeshy.presence.storage.model;

import org.jspecify.annotations.Nullable;

/// Changes to a user; null leaves a field as it is, an empty name clears it.
public record UserPatch(
        @Nullable Boolean isActive,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName) {

    /// The user as this patch would have it.
    public Account applied(Account user) {
        return new Account(
                user.id(),
                user.username(),
                patched(displayName, user.displayName()),
                patched(firstName, user.firstName()),
                patched(lastName, user.lastName()),
                user.role(),
                user.language(),
                isActive == null ? user.active() : isActive);
    }

    private static @Nullable String patched(@Nullable String change, @Nullable String before) {
        return change == null ? before : Nickname.blankToNull(change);
    }
}
