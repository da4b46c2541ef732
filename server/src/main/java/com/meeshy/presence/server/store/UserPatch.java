package com.meeshy.presence.server.store;

import org.jspecify.annotations.Nullable;

/// Changes to a user; null leaves a field as it is, an empty name clears it.
public record UserPatch(
        @Nullable Boolean isActive,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName) {}
