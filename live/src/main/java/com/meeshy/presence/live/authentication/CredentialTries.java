package com.meeshy.presence.live.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How many wrong credentials an address may try, over REST and Socket.IO together. Right ones cost nothing,
/// and those that were right lately are looked at whatever else comes from their address: one guesser does not
/// lock out those who share it.
///
/// A wrong credential that is sent again and again, as old clients do, is no guess: it has a limit of its own
/// and uses up one try of its address a minute. Memory is bounded, and nothing of a credential is kept but
/// eight bytes of its digest.
public final class CredentialTries {
    private static final Duration TRUSTED = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final Limits limits;
    private final Cache<Long, Boolean> right;

    /// @param nanoTicker nanoseconds of any origin that never go back
    public CredentialTries(Limits limits, LongSupplier nanoTicker) {
        this.limits = limits;
        this.right = Caffeine.newBuilder()
                .expireAfterAccess(TRUSTED)
                .maximumSize(REMEMBERED)
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /// How long an address must wait with a secret (a session token, the admin key); zero: look at it.
    public Duration untilRoom(String address, String secret) {
        long mark = mark(secret);
        return right.getIfPresent(mark) != null
                ? Duration.ZERO
                : longer(
                        untilRoom(Limit.WRONG_CREDENTIALS, address),
                        untilRoom(Limit.REPEATED_CREDENTIAL, key(address, mark)));
    }

    /// The same for whatever a request offers. The signature of a JWT is its proof and nothing that is found by
    /// trying: only a token known to be wrong waits, so that an office can come back when the key was changed.
    public Duration untilRoom(String address, Credentials offered) {
        String token = offered.token();
        String session = offered.session();
        if (token != null) {
            return untilRoom(Limit.REPEATED_CREDENTIAL, key(address, mark(token)));
        }
        return session != null ? untilRoom(address, session) : Duration.ZERO;
    }

    /// Whether it opened the door lately.
    boolean wasRight(String secret) {
        return right.getIfPresent(mark(secret)) != null;
    }

    /// It opens no door any more.
    void over(String secret) {
        right.invalidate(mark(secret));
    }

    /// It opened the door.
    public void right(String credential) {
        right.put(mark(credential), true);
    }

    /// It proved nothing.
    ///
    /// @return how long to wait; zero when this was not one too many
    public Duration wrong(String address, String credential) {
        String key = key(address, mark(credential));
        if (limits.isUnused(Limit.REPEATED_CREDENTIAL, key)) {
            Duration wait = limits.take(Limit.WRONG_CREDENTIALS, address);
            if (wait.isPositive()) {
                return wait;
            }
        }
        limits.take(Limit.REPEATED_CREDENTIAL, key);
        return Duration.ZERO;
    }

    private Duration untilRoom(Limit limit, String key) {
        Duration wait = limits.untilRoom(limit, key);
        if (wait.isPositive()) {
            limits.exceeded(limit, key);
        }
        return wait;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String key(String address, long mark) {
        return address + ' ' + mark;
    }

    private static long mark(String credential) {
        return ByteBuffer.wrap(AdminKey.digest(credential.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
