package com.meeshy.presence.storage.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The secret of a guest's session, and the form in which a store may keep it: a hash by which the token is found
/// and from which it cannot be had back. Without salt, since 192 random bits cannot be guessed.
public final class SessionToken {
    private static final String PREFIX = "anon_";
    private static final String HASHED = "sha256$";
    private static final int BYTES = 24;

    private SessionToken() {}

    /// A new one of 192 random bits.
    public static String next(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /// What to store instead of the token.
    public static String hashed(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HASHED + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether this looks like what [#hashed] makes. Such a text is never a token: whoever read it in a store
    /// must not come in with it.
    public static boolean isHashed(String text) {
        return text.startsWith(HASHED);
    }

    /// As what a store that keeps both forms may hold the session of whoever offers this.
    public static List<String> storedForms(String offered) {
        return isHashed(offered) ? List.of(hashed(offered)) : List.of(offered, hashed(offered));
    }

    /// Whether a stored form is of this token.
    public static boolean isOf(String stored, String token) {
        return storedForms(token).contains(stored);
    }
}
