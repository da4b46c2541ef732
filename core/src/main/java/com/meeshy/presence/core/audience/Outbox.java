package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What one viewer's connection is about to be told: the latest state of each subject, in the order in which the
/// subjects first changed. For storms and slow readers (SPEC §3.10). Confined to the connection's event loop.
///
/// @param <M> the message, as a rule already encoded
public final class Outbox<M> {
    private final int limit;
    private LinkedHashMap<ParticipantId, Waiting<M>> waiting = new LinkedHashMap<>();

    /// @param limit subjects that may wait; as many as the viewer may see
    public Outbox(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("an outbox must hold at least 1 subject, not " + limit);
        }
        this.limit = limit;
    }

    /// Adds a message, in place of an older one of the same subject.
    ///
    /// @return false when it is full: the reader is too slow, close the connection and let it come back
    public boolean add(ParticipantId subject, long version, M message) {
        Waiting<M> before = waiting.get(subject);
        if (before == null && waiting.size() >= limit) {
            return false;
        }
        if (before == null || before.version() <= version) {
            waiting.put(subject, new Waiting<>(version, message));
        }
        return true;
    }

    /// Everything that waits, to be written at once.
    public List<M> take() {
        List<M> taken = new ArrayList<>(waiting.size());
        waiting.values().forEach(each -> taken.add(each.message()));
        waiting = new LinkedHashMap<>();
        return taken;
    }

    public int size() {
        return waiting.size();
    }

    private record Waiting<M>(long version, M message) {}
}
