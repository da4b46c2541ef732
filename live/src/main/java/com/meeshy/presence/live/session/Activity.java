package com.meeshy.presence.live.session;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Touch;
import com.meeshy.presence.core.tracker.Tracker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Activity of participants, over REST and Socket.IO alike (SPEC §3.2). Never blocks and never fails: whoever
/// is answered does not wait for it.
public final class Activity {
    private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

    /// Loads under way at most; further activity of strangers to the tracker is dropped until one has ended,
    /// and comes again with their next request.
    private static final int MOST_LOADS = 1_000;

    private final Tracker tracker;
    private final ParticipantLoader loader;
    private final Executor virtualThreads;
    private final Set<ParticipantId> loading = ConcurrentHashMap.newKeySet();

    public Activity(Tracker tracker, ParticipantLoader loader, Executor virtualThreads) {
        this.tracker = tracker;
        this.loader = loader;
        this.virtualThreads = virtualThreads;
    }

    /// The participant did something just now.
    public void touched(ParticipantId participant) {
        if (tracker.active(participant) == Touch.NOT_TRACKED
                && loading.size() < MOST_LOADS
                && loading.add(participant)) {
            virtualThreads.execute(() -> load(participant));
        }
    }

    private void load(ParticipantId participant) {
        try {
            Known known = loader.load(participant);
            if (known != null) {
                tracker.activeWhileAway(known);
            }
        } catch (StoreException e) {
            LOG.warn("Activity not recorded, the store is away: participant={} reason={}", participant, e.getMessage());
        } finally {
            loading.remove(participant);
        }
    }
}
