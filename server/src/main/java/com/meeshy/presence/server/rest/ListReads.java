package com.meeshy.presence.server.rest;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lists as a participant may ask for them: so often, and so many at a time. A page that asks for several at once
/// gets them one after the other; who asks for more than are read meanwhile is told to come again.
public final class ListReads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Limits limits;

    /// A participant's places are kept as long as somebody is in one or waits for one.
    private final LoadingCache<ParticipantId, Semaphore> places;

    public ListReads(Limits limits, LimitSettings settings) {
        this.limits = limits;
        int atOnce = settings.count(Limit.LIST_READS_AT_ONCE);
        this.places = Caffeine.newBuilder().weakValues().build(id -> new Semaphore(atOnce, true));
    }

    /// Blocks until there is a place.
    ///
    /// @throws RefusedRequest when the participant has asked too often, or there was no place in time
    <T> T read(ParticipantId reader, Supplier<T> list) {
        Duration wait = limits.take(Limit.LIST_READS, reader.toString());
        if (wait.isPositive()) {
            throw RefusedRequest.tooMany(wait, "Too many lists asked for: wait as long as Retry-After says.");
        }
        Semaphore own = places.get(reader);
        enter(own, reader);
        try {
            return list.get();
        } finally {
            own.release();
        }
    }

    private void enter(Semaphore own, ParticipantId reader) {
        try {
            if (!own.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                limits.exceeded(Limit.LIST_READS_AT_ONCE, reader.toString());
                throw RefusedRequest.tooMany(PATIENCE, "Too many lists asked for at once: read one after the other.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a place to read", e);
        }
    }
}
