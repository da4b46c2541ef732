package com.meeshy.presence.live.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.meeshy.presence.live.admission.Limit.Kind;
import com.meeshy.presence.live.port.LiveMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Applies the limits. Safe from any thread, on monotonic time, in bounded memory: beyond 100 000 keys of one limit
/// the least used are forgotten, and what they had used with them.
///
/// A refused use is not counted, so waiting always helps.
public final class Limits {
    private static final int REMEMBERED = 100_000;

    private final LimitSettings settings;
    private final LongSupplier nanoTicker;
    private final Excesses excesses;
    private final Map<Limit, Cache<String, Meter>> meters = new EnumMap<>(Limit.class);
    private final Map<Use, Integer> concurrent = new ConcurrentHashMap<>();

    private record Use(Limit limit, String key) {}

    /// @param nanoTicker nanoseconds of any origin that never go back
    public Limits(LimitSettings settings, LiveMeter meter, LongSupplier nanoTicker) {
        this.settings = settings;
        this.nanoTicker = nanoTicker;
        this.excesses = new Excesses(settings, meter, nanoTicker);
        for (Limit limit : Limit.values()) {
            if (limit.kind() == Kind.RATE || limit.kind() == Kind.TRIES) {
                meters.put(limit, cache(settings.rate(limit).window()));
            }
        }
    }

    private Cache<String, Meter> cache(Duration window) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(window)
                .ticker(nanoTicker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /// Uses a RATE or TRIES once.
    ///
    /// @return zero when there was room; else how long until there is some
    public Duration take(Limit limit, String key) {
        return take(limit, key, 1);
    }

    /// Uses a RATE that counts something else than times, such as bytes. More than a whole bucket waits for a full
    /// one.
    public Duration take(Limit limit, String key, long amount) {
        Duration wait = meter(limit, key).take(nanoTicker.getAsLong(), amount);
        if (wait.isPositive()) {
            exceeded(limit, key);
        }
        return wait;
    }

    /// How long until there is room for one use of a RATE or TRIES; zero when there is now. Counts nothing: for those
    /// who count failures only.
    public Duration untilRoom(Limit limit, String key) {
        Meter known = cacheOf(limit).getIfPresent(key);
        return known == null ? Duration.ZERO : known.untilRoom(nanoTicker.getAsLong(), 1);
    }

    /// Whether a RATE or TRIES has all its room.
    public boolean isUnused(Limit limit, String key) {
        Meter known = cacheOf(limit).getIfPresent(key);
        return known == null || known.isUnused(nanoTicker.getAsLong());
    }

    /// Begins a use of a COUNT, to be ended by [#leave].
    ///
    /// @return false when there are too many; nothing has begun then
    public boolean enter(Limit limit, String key) {
        int most = settings.count(limit);
        boolean[] entered = new boolean[1];
        concurrent.compute(new Use(limit, key), (use, now) -> {
            int held = now == null ? 0 : now;
            entered[0] = held < most;
            return entered[0] ? Integer.valueOf(held + 1) : now;
        });
        if (!entered[0]) {
            exceeded(limit, key);
        }
        return entered[0];
    }

    /// Ends a use that [#enter] has begun.
    public void leave(Limit limit, String key) {
        concurrent.computeIfPresent(new Use(limit, key), (use, now) -> now > 1 ? Integer.valueOf(now - 1) : null);
    }

    /// Somebody was over a limit: counted, and told to the operator with the setting to change. For limits that
    /// others apply.
    public void exceeded(Limit limit, String key) {
        excesses.count(limit, key);
    }

    private Meter meter(Limit limit, String key) {
        return cacheOf(limit).get(key, any -> {
            LimitValue size = settings.rate(limit);
            return limit.kind() == Kind.RATE ? new TokenBucket(size, nanoTicker.getAsLong()) : new SlidingWindow(size);
        });
    }

    private Cache<String, Meter> cacheOf(Limit limit) {
        Cache<String, Meter> cache = meters.get(limit);
        if (cache == null) {
            throw new IllegalArgumentException(limit + " is no rate");
        }
        return cache;
    }
}
