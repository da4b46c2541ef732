package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.line.LiveSessions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares everybody connected here with the directory, once in each interval: the application that owns the
/// users writes to the same database, and does not tell. What differs goes the way of a change by the routes.
/// Reads in batches, spread over the first half of the interval. Confined to the job that calls it.
public final class DirectoryWatch {
    /// At most so many participants in one query.
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    private final Directory directory;
    private final Admissions admissions;
    private final LiveSessions sessions;
    private final Tracker tracker;
    private final LiveConnectionsDoor changes;
    private final Duration interval;
    private final Time time;
    private final Deque<ParticipantId> waiting = new ArrayDeque<>();
    private long roundBegan;
    private int share;

    /// @param interval positive
    public DirectoryWatch(
            Directory directory,
            Admissions admissions,
            LiveSessions sessions,
            Tracker tracker,
            LiveConnectionsDoor changes,
            Duration interval,
            Time time) {
        this.directory = directory;
        this.admissions = admissions;
        this.sessions = sessions;
        this.tracker = tracker;
        this.changes = changes;
        this.interval = interval;
        this.time = time;
        this.roundBegan = time.nanos();
    }

    /// How often to call [#tick].
    public Duration pace() {
        return interval.compareTo(Duration.ofSeconds(4)) < 0 ? interval.dividedBy(4) : Duration.ofSeconds(1);
    }

    /// Takes the next share of the round. Blocks on the store.
    public void tick() {
        if (waiting.isEmpty()) {
            if (time.since(roundBegan).compareTo(interval) < 0) {
                return;
            }
            roundBegan = time.nanos();
            waiting.addAll(sessions.ids());
            int ticks = (int) Math.max(1, interval.dividedBy(2).dividedBy(pace()));
            share = Math.ceilDiv(waiting.size(), ticks);
        }
        for (int left = share; left > 0 && !waiting.isEmpty(); left -= BATCH) {
            check(take(Math.min(left, BATCH)));
        }
    }

    private List<ParticipantId> take(int most) {
        List<ParticipantId> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    private void check(List<ParticipantId> batch) {
        try {
            Map<ParticipantId, Participant> stored = directory.participants(batch);
            Map<ParticipantId, Rejection> barred = admissions.barred(batch);
            for (ParticipantId id : batch) {
                Participant known = tracker.participant(id);
                Rejection why = barred.get(id);
                if (why != null) {
                    LOG.info("No longer admitted by the directory: participant={} reason={}", id, why);
                    changes.barred(id, why);
                } else if (known != null && !known.equals(stored.get(id))) {
                    LOG.info("Changed in the directory: participant={}", id);
                    changes.changed(id);
                }
            }
        } catch (StoreException e) {
            LOG.debug("Not compared with the directory, the store is away: participants={}", batch.size(), e);
        }
    }
}
