package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ParticipantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Durable presence. Every call may block and may throw [StoreException]; callers are virtual threads, never a
/// shard or an event loop.
///
/// Held to one contract test whatever the database.
public interface PresenceStore {
    /// Presence of those of the given participants that exist; the others are absent from the answer.
    Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids);

    /// Writes each state whose version is greater than the stored one or equal to it; an older version changes
    /// nothing, silently. Equal versions carry the same `isOnline` and `lastSeen`, but the later write may know
    /// of later activity, which is stored without a new version (`WHERE presenceVersion <= given`).
    /// `lastActiveAt` never goes back: the later of stored and given is kept; only [#setBack] corrects one that
    /// is ahead of now. A null `lastSeen` or `lastActiveAt` leaves the stored value. Unknown participants are
    /// ignored. Only presence fields are touched. When the call returns, everything survives `kill -9`; when it
    /// throws, any part may have been written, and writing the same batch again is safe.
    ///
    /// @param states at most one per participant
    void write(Collection<StoredPresence> states);

    /// Corrects what a wrong clock left behind: of everybody whose `lastActiveAt` lies after the first moment, it
    /// and a `lastSeen` after it become the second. A guest who was never active counts from joining. Versions
    /// stay; no more than the number of those who are wrong is read or written.
    ///
    /// @param latest no moment after this one can be true
    /// @return how many participants that concerned
    int setBack(Instant latest, Instant now);

    /// Those stored as online whose `lastActiveAt` is missing or before the given moment, oldest first,
    /// answered by index.
    List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit);

    /// A page of those stored as online, in a stable order, each participant once over all pages.
    ///
    /// @param after the last participant of the page before, null for the first page
    List<StoredPresence> online(@Nullable ParticipantId after, int limit);

    PresenceCounts counts();
}
