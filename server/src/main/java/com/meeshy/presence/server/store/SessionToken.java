package com.meeshy.presence.server.store;

import java.security.SecureRandom;
import java.util.Base64;

/// The secret of a guest's session.
public final class SessionToken {
    private static final String PREFIX = "anon_";
    private static final int BYTES = 24;

    private SessionToken() {}

    /// A new one of 192 random bits.
    public static String next(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
