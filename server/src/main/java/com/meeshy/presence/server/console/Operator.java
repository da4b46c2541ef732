package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.authentication.Verified;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody at a console.
///
/// @param participant null for whoever holds the admin key
/// @param name for the log and the page
/// @param expiresAt when the token ends; null when it does not, as the key
/// @param verified by the token; null for whoever holds the admin key
record Operator(
        @Nullable ParticipantId participant,
        String name,
        String role,
        @Nullable Instant expiresAt,
        @Nullable Verified verified) {
    static final String KEY_ROLE = "ADMIN_KEY";

    static Operator withKey() {
        return new Operator(null, "admin key", KEY_ROLE, null, null);
    }

    static Operator of(Verified verified) {
        return new Operator(verified.id(), verified.username(), verified.role(), verified.expiresAt(), verified);
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /// For the log.
    @Override
    public String toString() {
        return participant == null ? "admin-key" : name + "(" + participant.text() + ")";
    }
}
