package com.meeshy.presence.storage;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.PresenceStore;

/// One database behind all its ports. Every call on a port may block, may throw
/// [com.meeshy.presence.core.port.StoreException], and is safe from any thread.
///
/// What a call has returned survives `kill -9`.
public interface Storage extends AutoCloseable {
    /// The same store for reads of many people at once, as snapshots are: they take a part of its readers at most
    /// ([ReadLanes]).
    Storage snapshots();

    /// The same store for lists and searches that somebody asks for: they take a small part of its readers.
    Storage lists();

    PresenceStore presence();

    Directory directory();

    NodeLeases leases();

    Accounts accounts();

    Guests guests();

    Conversations conversations();

    Messages messages();

    DirectoryEditor editor();

    RevokedTokens revokedTokens();

    /// Finishes the writes already accepted, then lets go of the database; later calls throw
    /// [com.meeshy.presence.core.port.StoreException].
    @Override
    void close();
}
