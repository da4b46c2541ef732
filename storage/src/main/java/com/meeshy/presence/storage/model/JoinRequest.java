package com.meeshy.presence.storage.model;

import org.jspecify.annotations.Nullable;

/// Who wants to come in through a share link. Everything may be missing; blank counts as missing.
///
/// @param username the nickname asked for; without one, a free nickname is made from the names
/// @param language [Account#DEFAULT_LANGUAGE] when missing
public record JoinRequest(
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String language) {}
