package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.port.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A circuit breaker before the store's reads: open while the store is away. Once a read has failed, further ones
/// fail at once, without waiting out the store's own patience, until [#probe] has found it back: a client waits 5 s
/// for its welcome, a driver may wait longer. Any thread.
public final class StoreBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBreaker.class);

    private final Runnable cheapRead;
    private volatile @Nullable StoreException reason;

    /// @param cheapRead asks the store for something small; throws [StoreException] while it is away
    public StoreBreaker(Runnable cheapRead) {
        this.cheapRead = cheapRead;
    }

    /// Whether the store is away for readers.
    public boolean isOpen() {
        return reason != null;
    }

    /// @throws StoreException while the store is away
    void check() {
        StoreException why = reason;
        if (why != null) {
            throw new StoreException("the store is away: " + why.getMessage(), why);
        }
    }

    /// A read has failed.
    void trip(StoreException why) {
        if (reason == null) {
            LOG.warn(
                    "The store is away for readers: those seen lately are let in from memory, reason={}",
                    why.getMessage());
        }
        reason = why;
    }

    /// While the store is away, asks whether it is back. Called a few times a second by a job; blocks.
    public void probe() {
        if (reason == null) {
            return;
        }
        try {
            cheapRead.run();
        } catch (StoreException e) {
            return;
        }
        reason = null;
        LOG.info("The store is back for readers");
    }
}
