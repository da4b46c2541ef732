package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.upkeep.Succession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the node's lease alive, and settles those whom an earlier node left online (SPEC §3.6).
public final class NodeLife {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);

    private final Succession succession;
    private final Time time;

    public NodeLife(Succession succession, Time time) {
        this.succession = succession;
        this.time = time;
    }

    /// Called every second or so by a job; what fails is tried again at the next call.
    public void tick() {
        boolean before = succession.isSettled();
        try {
            succession.tick(time);
        } catch (StoreException e) {
            LOG.warn("Lease not renewed, the store is away: reason={}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!before && succession.isSettled()) {
            LOG.info("CLEANUP after restart: whoever was left online and did not return is offline");
        }
    }
}
