package com.meeshy.presence.storage;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;
import java.util.function.LongSupplier;

/// One database behind all its ports. Every call on a port may block, may throw
/// [com.meeshy.presence.core.port.StoreException], and is safe from any thread.
///
/// What a call has returned survives `kill -9`.
///
/// @param snapshots for reads of many people at once: they take a part of the store's readers at most
/// @param lists for lists and searches that somebody asks for: they take a small part of its readers
/// @param reads read round trips to the database so far, through whichever port, also those that failed
/// @param closing finishes the writes already accepted, then lets go of the database; later calls throw
///     [com.meeshy.presence.core.port.StoreException]
public record Storage(
        PresenceStore presence,
        Directory directory,
        NodeLeases leases,
        Accounts accounts,
        Guests guests,
        Conversations conversations,
        Messages messages,
        DirectoryEditor editor,
        RevokedTokens revokedTokens,
        Lookups snapshots,
        Lookups lists,
        LongSupplier reads,
        Runnable closing)
        implements AutoCloseable {
    @Override
    public void close() {
        closing.run();
    }
}
