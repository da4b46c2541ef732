package com.meeshy.presence.live.session;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.authentication.Revocations;
import com.meeshy.presence.storage.RevokedTokens;
import com.meeshy.presence.storage.model.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Revokes tokens: in memory first, then among those who are connected, then in the store. While the store is away they
/// wait here for it. Blocks, so callers are virtual threads.
public final class RevocationDoor implements TokenRevocation {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationDoor.class);

    /// Than its token is valid: a clock that is ahead by mistake must not bring a revoked token back.
    private static final Duration KEPT_LONGER = Duration.ofDays(1);

    private final RevokedTokens store;
    private final Revocations memory;
    private final Departures departures;
    private final InstantSource clock;
    private final Queue<Revocation> waiting = new ConcurrentLinkedQueue<>();

    public RevocationDoor(RevokedTokens store, Revocations memory, Departures departures, InstantSource clock) {
        this.store = store;
        this.memory = memory;
        this.departures = departures;
        this.clock = clock;
    }

    @Override
    public Outcome revoke(Revocation revocation) {
        memory.add(revocation);
        waiting.add(revocation);
        boolean stored = storeWaiting();
        return new Outcome(departures.revokeIf(memory::cover), stored);
    }

    /// Writes what waits for the store.
    ///
    /// @return whether nothing waits any more
    public boolean storeWaiting() {
        try {
            for (Revocation next = waiting.peek(); next != null; next = waiting.peek()) {
                store.add(next);
                waiting.remove(next);
            }
            return true;
        } catch (StoreException e) {
            LOG.warn("Revoked tokens wait for the store: {}", e.getMessage());
            return false;
        }
    }

    /// Drops what is over, reads what the store knows, and ends those that another process has revoked.
    ///
    /// @throws StoreException when it is away
    public void read() {
        Instant over = clock.instant().minus(KEPT_LONGER);
        store.forgetExpired(over);
        memory.forgetExpired(over);
        boolean news = false;
        for (Revocation each : store.all()) {
            news |= memory.add(each);
        }
        if (news) {
            departures.revokeIf(memory::cover);
        }
    }

    /// [#read] again; does nothing while the store is away.
    public void refresh() {
        try {
            read();
        } catch (StoreException e) {
            LOG.debug("Revoked tokens not read again", e);
        }
    }
}
