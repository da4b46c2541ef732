package com.meeshy.presence.live.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// The key that opens the admin routes without a user. Compared by digest in constant time: how long the
/// comparison takes tells nothing of the key, not even its length.
public final class AdminKey {
    public static final String HEADER = "X-Admin-Key";

    private final byte @Nullable [] digest;

    /// @param key null: no key opens anything
    public AdminKey(@Nullable Secret key) {
        this.digest = key == null ? null : digest(key.bytes());
    }

    /// Whether this is the key.
    public boolean opens(@Nullable String offered) {
        return digest != null
                && offered != null
                && MessageDigest.isEqual(digest, digest(offered.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
