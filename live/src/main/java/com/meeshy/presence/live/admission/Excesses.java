package com.meeshy.presence.live.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.meeshy.presence.live.port.LiveMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells operators who is over a limit: each in the metrics, and in the log once a minute for each key, ten keys of a
/// limit a minute, so that nobody can fill the log.
final class Excesses {
    private static final Logger LOG = LoggerFactory.getLogger(Excesses.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int KEYS_NAMED = 10;
    private static final int LONGEST_KEY = 80;

    private final LimitSettings settings;
    private final LiveMeter meter;
    private final Map<Limit, Cache<String, Boolean>> named = new EnumMap<>(Limit.class);

    Excesses(LimitSettings settings, LiveMeter meter, LongSupplier nanoTicker) {
        this.settings = settings;
        this.meter = meter;
        for (Limit limit : Limit.values()) {
            named.put(
                    limit,
                    Caffeine.newBuilder()
                            .expireAfterWrite(ONCE_IN)
                            .ticker(nanoTicker::getAsLong)
                            .executor(Runnable::run)
                            .build());
        }
    }

    void count(Limit limit, String key) {
        meter.limitExceeded(limit.name());
        Cache<String, Boolean> told = named.get(limit);
        if (told == null || told.getIfPresent(key) != null) {
            return;
        }
        told.cleanUp();
        if (told.estimatedSize() < KEYS_NAMED && told.asMap().putIfAbsent(key, true) == null) {
            LOG.warn(
                    "LIMIT {}={} ({}) is reached: {}={}. If this is no attack, set {} higher.",
                    limit,
                    settings.text(limit),
                    limit.what(),
                    limit.scope().name().toLowerCase(Locale.ROOT),
                    shown(key),
                    limit);
        }
    }

    /// A key may hold what a client wrote.
    private static String shown(String key) {
        String printable = key.replaceAll("\\p{C}", "?");
        return printable.length() <= LONGEST_KEY ? printable : printable.substring(0, LONGEST_KEY) + "…";
    }
}
