package com.meeshy.presence.server.authentication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often an address may try something: exact over any window of time, not only between full minutes. Safe
/// from any thread, holds a lock for less than a microsecond, and remembers a bounded number of addresses:
/// beyond it, the one that tried longest ago is forgotten.
public final class AttemptsPerAddress {
    private static final int AUTHENTICATIONS = 10;
    private static final int FAILURES = 10;
    private static final int JOINS = 30;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final int limit;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Attempts> byAddress;

    public AttemptsPerAddress(int limit, Duration window, int remembered, InstantSource clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.byAddress = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
                return size() > remembered;
            }
        };
    }

    /// For the `authenticate` event: 10 tries a minute (SPEC §4).
    public static AttemptsPerAddress authentications(InstantSource clock) {
        return new AttemptsPerAddress(AUTHENTICATIONS, MINUTE, REMEMBERED, clock);
    }

    /// For failed tries of the console's door: 10 a minute.
    public static AttemptsPerAddress failures(InstantSource clock) {
        return new AttemptsPerAddress(FAILURES, MINUTE, REMEMBERED, clock);
    }

    /// For new guests, since each leaves a row in the store.
    public static AttemptsPerAddress joins(InstantSource clock) {
        return new AttemptsPerAddress(JOINS, MINUTE, REMEMBERED, clock);
    }

    /// Counts a try. False when it is one too many; such a try is not counted, so waiting always helps.
    public boolean admit(String address) {
        Instant now = clock.instant();
        synchronized (byAddress) {
            return byAddress
                    .computeIfAbsent(address, any -> new Attempts(limit))
                    .admit(now, window);
        }
    }

    /// Whether a try would be one too many now. Counts nothing: for doors that count failures only.
    public boolean isExhausted(String address) {
        return untilRoom(address).isPositive();
    }

    /// How long until there is room for a try; zero when there is now. Counts nothing.
    public Duration untilRoom(String address) {
        Instant now = clock.instant();
        synchronized (byAddress) {
            Attempts known = byAddress.get(address);
            return known == null ? Duration.ZERO : known.untilRoom(now, window);
        }
    }

    /// Whether the address tried nothing in the window that ends now.
    boolean isUntried(String address) {
        Instant now = clock.instant();
        synchronized (byAddress) {
            Attempts known = byAddress.get(address);
            return known == null || known.isEmpty(now, window);
        }
    }

    int rememberedAddresses() {
        synchronized (byAddress) {
            return byAddress.size();
        }
    }

    /// The moments of the last admitted tries, in a ring.
    private static final class Attempts {
        private final Instant[] moments;
        private int next;

        Attempts(int limit) {
            this.moments = new Instant[limit];
        }

        Duration untilRoom(Instant now, Duration window) {
            return left(moments[next], now, window);
        }

        boolean isEmpty(Instant now, Duration window) {
            return !left(moments[(next + moments.length - 1) % moments.length], now, window)
                    .isPositive();
        }

        private static Duration left(@Nullable Instant moment, Instant now, Duration window) {
            if (moment == null) {
                return Duration.ZERO;
            }
            Duration left = Duration.between(now, moment.plus(window));
            return left.isNegative() ? Duration.ZERO : left;
        }

        boolean admit(Instant now, Duration window) {
            if (untilRoom(now, window).isPositive()) {
                return false;
            }
            moments[next] = now;
            next = (next + 1) % moments.length;
            return true;
        }
    }
}
