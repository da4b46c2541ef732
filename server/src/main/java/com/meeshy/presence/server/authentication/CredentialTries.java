package com.meeshy.presence.server.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many wrong credentials an address may try over REST. Right ones cost nothing, and those that were right
/// lately are looked at whatever else comes from their address: one guesser does not lock out those who share
/// it.
///
/// A wrong credential that is sent again and again, as old clients do, is no guess: it has a limit of its own
/// and uses up one try of its address a minute. Memory is bounded, and nothing of a credential is kept but
/// eight bytes of its digest.
public final class CredentialTries {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialTries.class);

    /// Different wrong credentials of one address in a minute.
    private static final int DIFFERENT = 30;

    /// How often an address may send the same wrong credential in a minute.
    private static final int REPEATED = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration TRUSTED = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final AttemptsPerAddress different;
    private final AttemptsPerAddress repeated;
    private final Cache<Long, Boolean> right;

    public CredentialTries(InstantSource clock) {
        this.different = new AttemptsPerAddress(DIFFERENT, WINDOW, REMEMBERED, clock);
        this.repeated = new AttemptsPerAddress(REPEATED, WINDOW, REMEMBERED, clock);
        this.right = Caffeine.newBuilder()
                .expireAfterAccess(TRUSTED)
                .maximumSize(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /// How long an address must wait with a secret (a session token, the admin key); zero: look at it.
    public Duration untilRoom(String address, String secret) {
        long mark = mark(secret);
        return right.getIfPresent(mark) != null
                ? Duration.ZERO
                : longer(different.untilRoom(address), repeated.untilRoom(key(address, mark)));
    }

    /// The same for whatever a request offers. The signature of a JWT is its proof and nothing that is found by
    /// trying: only a token known to be wrong waits, so that an office can come back when the key was changed.
    public Duration untilRoom(String address, Credentials offered) {
        String token = offered.token();
        String session = offered.session();
        if (token != null) {
            return repeated.untilRoom(key(address, mark(token)));
        }
        return session != null ? untilRoom(address, session) : Duration.ZERO;
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
        if (repeated.isUntried(key)) {
            if (!different.admit(address)) {
                return different.untilRoom(address);
            }
            if (different.isExhausted(address)) {
                LOG.warn("REST too many wrong credentials, address={}", address);
            }
        }
        repeated.admit(key);
        return Duration.ZERO;
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
