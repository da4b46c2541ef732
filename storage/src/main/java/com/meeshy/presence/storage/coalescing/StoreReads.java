package com.meeshy.presence.storage.coalescing;

import static java.util.stream.Collectors.toMap;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.storage.Identities;
import com.meeshy.presence.storage.Lookups;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Account;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// One store, read in the ways the gateway needs. Each read may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
///
/// Sign-ins and snapshots gather in lanes of their own, so that a sign-in never waits behind the thousands of
/// people of a snapshot.
public final class StoreReads {
    private final Storage storage;
    private final StoreBreaker breaker;
    private final Executor executor;
    private final ReadPacing pacing = new ReadPacing(Runtime.getRuntime().availableProcessors());
    private final Identities identities;
    private final ParticipantLoader entrance;
    private final ParticipantLoader gathered;
    private final ParticipantLoader direct;
    private final Directory snapshotDirectory;
    private final ParticipantLoader snapshotLoader;

    /// @param executor runs reads that several callers share
    public StoreReads(Storage storage, OutageCache memory, StoreBreaker breaker, Executor executor) {
        this.storage = storage;
        this.breaker = breaker;
        this.executor = executor;
        this.identities =
                new SharedIdentities(coalesced(this::accounts), coalesced(storage.guests()::guestsBySession), memory);
        Directory remembering = new RememberedDirectory(storage.directory(), memory, false);
        this.direct = new ParticipantLoader(remembering, storage.presence());
        Directory lane = gathered(storage.directory());
        ReadCoalescer<ParticipantId, StoredPresence> presences = coalesced(storage.presence()::load);
        this.gathered = new ParticipantLoader(
                new RememberedDirectory(lane, memory, false), new SharedPresence(storage.presence(), presences, false));
        this.entrance = new ParticipantLoader(
                new RememberedDirectory(lane, memory, true), new SharedPresence(storage.presence(), presences, true));
        Lookups many = storage.snapshots();
        this.snapshotDirectory = new RememberedDirectory(gathered(many.directory()), memory, true);
        this.snapshotLoader = new ParticipantLoader(
                snapshotDirectory, new SharedPresence(many.presence(), coalesced(many.presence()::load), true));
    }

    /// For credentials: gathered; from memory while the store is away.
    public Identities identities() {
        return identities;
    }

    /// For sign-ins: gathered; from memory while the store is away.
    public ParticipantLoader entrance() {
        return entrance;
    }

    /// For activity of people whom the tracker does not hold: gathered, and never from memory.
    public ParticipantLoader gathered() {
        return gathered;
    }

    /// For jobs and for changes of the directory: each call one read of its own, and never from memory.
    public ParticipantLoader direct() {
        return direct;
    }

    /// For snapshots: gathered; from memory while the store is away.
    public Directory snapshotDirectory() {
        return snapshotDirectory;
    }

    /// For snapshots: gathered; from memory while the store is away.
    public ParticipantLoader snapshotLoader() {
        return snapshotLoader;
    }

    private Directory gathered(Directory directory) {
        return new SharedDirectory(coalesced(directory::participants), coalesced(directory::members));
    }

    private <K, V> ReadCoalescer<K, V> coalesced(Function<Collection<K>, Map<K, V>> read) {
        return new ReadCoalescer<>(read, breaker, pacing, executor);
    }

    private Map<ObjectId, Account> accounts(Collection<ObjectId> ids) {
        return storage.accounts().accounts(ids).stream().collect(toMap(Account::id, Function.identity()));
    }
}
