package com.meeshy.presence.live.session;

import com.meeshy.presence.storage.model.Revocation;

/// Takes tokens back before they expire.
@FunctionalInterface
public interface TokenRevocation {
    /// From now on nobody comes in with such a token, and who is in with one is told why and closed. Blocks until they
    /// have ended. Never throws when the store is away: then it is written later.
    Outcome revoke(Revocation revocation);

    /// @param connectionsClosed on this node
    /// @param stored false: held in memory until the store is back
    record Outcome(int connectionsClosed, boolean stored) {}
}
