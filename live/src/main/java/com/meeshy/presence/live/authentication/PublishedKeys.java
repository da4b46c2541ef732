package com.meeshy.presence.live.authentication;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of an issuer, held in memory. Safe from any thread.
///
/// A key that is held is found at once, whatever else happens; the set is renewed behind it, and kept while the
/// issuer is away. A key that is not held is searched in a set that was asked for after its token came: all who
/// search meanwhile wait for the same answer, and the issuer is asked at most once in [#PAUSE]. So strangers who
/// make up key ids cannot keep a key from being found that was just published: their search finds it too.
final class PublishedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

    /// Between the beginnings of two fetches.
    static final Duration PAUSE = Duration.ofSeconds(2);

    static final Duration RENEWED_AFTER = Duration.ofMinutes(5);

    /// Between two tries to renew a set that is still held.
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(10);

    /// How old a set may grow while the issuer is away.
    static final Duration OUTAGE_TOLERANCE = Duration.ofHours(4);

    /// More than this many who wait for a fetch are told to come again: they wait where few can be at a time, and
    /// those whose keys are held must not queue behind them.
    private static final int MOST_WAITING = 8;

    private final Issuer issuer;
    private final Executor background;
    private final LongSupplier ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fetched = lock.newCondition();

    private volatile @Nullable Held held;
    private long lastBegun;
    private boolean everBegun;
    private boolean fetching;
    private int waiting;
    private @Nullable KeySourceException lastFailure;

    /// @param background renews the set behind the callers
    /// @param ticker nanoseconds, of any origin
    PublishedKeys(Issuer issuer, Executor background, LongSupplier ticker) {
        this.issuer = issuer;
        this.background = background;
        this.ticker = ticker;
    }

    /// Where keys are published.
    @FunctionalInterface
    interface Issuer {
        /// The set as it is now. Blocks, for a few seconds at most.
        ///
        /// @throws KeySourceException when it cannot be had
        JWKSet fetch() throws KeySourceException;
    }

    /// @param begun when the set was asked for
    private record Held(JWKSet keys, long begun) {}

    /// The moment of a token's coming, for [#fresh].
    long now() {
        return ticker.getAsLong();
    }

    /// Of the keys held, those that may have signed such a token. Blocks only when no set is held.
    ///
    /// @param came [#now] when the token came
    /// @throws KeySourceException when there is no set
    List<JWK> held(JWSHeader header, long came) throws KeySourceException {
        Held now = held;
        if (now == null || age(now).compareTo(OUTAGE_TOLERANCE) > 0) {
            return fresh(header, came);
        }
        renewBehind(now);
        return matching(header, now.keys());
    }

    /// The same of a set that was asked for after the token came. Blocks for a fetch and the pause before it.
    ///
    /// @throws KeySourceException when it cannot be had
    List<JWK> fresh(JWSHeader header, long came) throws KeySourceException {
        return matching(header, askedForAfter(came));
    }

    private static List<JWK> matching(JWSHeader header, JWKSet keys) {
        return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
    }

    private Duration age(Held set) {
        return Duration.ofNanos(ticker.getAsLong() - set.begun());
    }

    private void renewBehind(Held now) {
        if (age(now).compareTo(RENEWED_AFTER) > 0 && begin(RENEWAL_PAUSE)) {
            background.execute(this::fetch);
        }
    }

    /// Whether the caller is to fetch now.
    private boolean begin(Duration pause) {
        lock.lock();
        try {
            if (fetching || untilNext(pause) > 0) {
                return false;
            }
            fetching = true;
            everBegun = true;
            lastBegun = ticker.getAsLong();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private long untilNext(Duration pause) {
        return everBegun ? lastBegun + pause.toNanos() - ticker.getAsLong() : 0;
    }

    private JWKSet askedForAfter(long moment) throws KeySourceException {
        while (true) {
            if (begin(PAUSE)) {
                fetch();
            } else {
                await(moment);
            }
            lock.lock();
            try {
                Held now = held;
                if (now != null && now.begun() - moment >= 0) {
                    return now.keys();
                }
                if (!fetching && everBegun && lastBegun - moment >= 0 && lastFailure != null) {
                    throw lastFailure;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// Until the running fetch has ended, or the next may begin; the caller looks again.
    @SuppressWarnings("WaitNotInLoop")
    private void await(long moment) throws KeySourceException {
        lock.lock();
        try {
            if (!fetching && everBegun && lastBegun - moment >= 0) {
                return;
            }
            if (waiting >= MOST_WAITING) {
                throw new KeySourceException("too many wait for the keys of the issuer");
            }
            waiting++;
            try {
                if (fetching) {
                    fetched.await();
                } else {
                    fetched.awaitNanos(untilNext(PAUSE));
                }
            } finally {
                waiting--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeySourceException("interrupted while waiting for the keys of the issuer", e);
        } finally {
            lock.unlock();
        }
    }

    /// By whoever [#begin] said so.
    private void fetch() {
        JWKSet keys = null;
        KeySourceException failure = null;
        try {
            keys = issuer.fetch();
        } catch (KeySourceException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new KeySourceException("the key set cannot be read: " + e, e);
        } finally {
            lock.lock();
            try {
                report(failure);
                fetching = false;
                lastFailure = failure;
                if (keys != null) {
                    held = new Held(keys, lastBegun);
                }
                fetched.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// One line when the issuer goes away, one when it is back.
    private void report(@Nullable KeySourceException failure) {
        if (failure != null && lastFailure == null) {
            LOG.warn("JWKS away: {}", failure.getMessage());
        } else if (failure == null && lastFailure != null) {
            LOG.info("JWKS is there again");
        }
    }
}
