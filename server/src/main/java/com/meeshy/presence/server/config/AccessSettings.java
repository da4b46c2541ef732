package com.meeshy.presence.server.config;

import com.meeshy.presence.live.authentication.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What proves who somebody is.
///
/// @param jwtSecret signs and verifies HS256 tokens; null when only JWKS is used
/// @param jwksUrl where the public keys for RS256 and ES256 are published; null when only the secret is used
/// @param adminKey opens the admin routes without a user; null: admin roles only
public record AccessSettings(
        @Nullable Secret jwtSecret,
        @Nullable URI jwksUrl,
        @Nullable Secret adminKey) {

    /// RFC 7518 §3.2: an HS256 key is at least as long as the hash.
    static final int SAFE_SECRET_BYTES = 32;

    static final int SAFE_ADMIN_KEY_BYTES = 16;

    public AccessSettings {
        if (jwtSecret == null && jwksUrl == null) {
            throw new SettingsException("JWT_SECRET is missing: set it to the secret that signs the users' tokens (at"
                    + " least 32 characters), or set JWT_JWKS_URL.");
        }
    }

    static @Nullable URI jwksUrl(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says it.
        }
        throw SettingsException.of(Setting.JWT_JWKS_URL, text, "write a full http or https address");
    }
}
