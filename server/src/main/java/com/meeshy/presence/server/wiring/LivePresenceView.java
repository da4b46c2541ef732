package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.rest.LivePresence;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/// Presence for REST, from the tracker first and the store second.
final class LivePresenceView implements LivePresence {
    private final PresenceReader reader;
    private final Tracker tracker;
    private final IntSupplier connections;

    LivePresenceView(PresenceReader reader, Tracker tracker, IntSupplier connections) {
        this.reader = reader;
        this.tracker = tracker;
        this.connections = connections;
    }

    @Override
    public List<PresenceView> of(Collection<ParticipantId> ids) {
        return reader.of(ids);
    }

    @Override
    public boolean isOnline(ParticipantId id) {
        PresenceView live = tracker.live(id);
        return live != null && live.isOnline();
    }

    @Override
    public LiveCounts counts() {
        LongAdder users = new LongAdder();
        LongAdder guests = new LongAdder();
        tracker.forEach(view -> {
            if (view.isOnline()) {
                (view.id().isAnonymous() ? guests : users).increment();
            }
        });
        return new LiveCounts(users.sum(), guests.sum(), connections.getAsInt());
    }
}
