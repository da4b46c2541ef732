package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A participant who may come in now.
///
/// @param name as others see it (SPEC §4); never blank
/// @param username the account's or the guest's own
/// @param language as a code, such as `fr`
/// @param role of the account; [#GUEST_ROLE] for a guest
/// @param expiresAt when the proof ends: the token's `exp`, or the end of the guest's link; null when it does not
/// @param token by what the token is known when it is revoked; null for a guest
public record Verified(
        ParticipantId id,
        String name,
        String username,
        String language,
        String role,
        @Nullable Instant expiresAt,
        @Nullable TokenMark token)
        implements Authentication {
    public static final String GUEST_ROLE = "ANONYMOUS";

    /// Somebody who came without a token.
    public Verified(
            ParticipantId id, String name, String username, String language, String role, @Nullable Instant expiresAt) {
        this(id, name, username, language, role, expiresAt, null);
    }

    /// The same, with a proof that ends then.
    public Verified until(@Nullable Instant end) {
        return new Verified(id, name, username, language, role, end, token);
    }

    /// Whether the admin routes are open to this participant.
    public boolean isAdmin() {
        return !id.isAnonymous() && isAdminRole(role);
    }

    /// Whether accounts of this role are administrators.
    public static boolean isAdminRole(String role) {
        return role.equals("ADMIN") || role.equals("BIGBOSS");
    }
}
