package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.store.Account;
import com.meeshy.presence.server.store.Guest;
import com.meeshy.presence.server.store.Guest.Admission;
import com.meeshy.presence.server.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares everybody connected here with the directory, once in each interval: the application that owns the
/// users writes to the same database, and does not tell. What differs goes the way of a change by the routes.
/// Reads in batches, spread over the first half of the interval. Confined to the job that calls it.
public final class DirectoryWatch {
    /// At most so many participants in one query.
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    private final Storage storage;
    private final LiveSessions sessions;
    private final Tracker tracker;
    private final Changes changes;
    private final Duration interval;
    private final InstantSource clock;
    private final Deque<ParticipantId> waiting = new ArrayDeque<>();
    private Instant nextRound;
    private int share;

    /// @param interval positive
    public DirectoryWatch(
            Storage storage,
            LiveSessions sessions,
            Tracker tracker,
            Changes changes,
            Duration interval,
            InstantSource clock) {
        this.storage = storage;
        this.sessions = sessions;
        this.tracker = tracker;
        this.changes = changes;
        this.interval = interval;
        this.clock = clock;
        this.nextRound = clock.instant().plus(interval);
    }

    /// How often to call [#tick].
    public Duration pace() {
        return interval.compareTo(Duration.ofSeconds(4)) < 0 ? interval.dividedBy(4) : Duration.ofSeconds(1);
    }

    /// Takes the next share of the round. Blocks on the store.
    public void tick() {
        Instant now = clock.instant();
        if (waiting.isEmpty()) {
            if (now.isBefore(nextRound)) {
                return;
            }
            nextRound = now.plus(interval);
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
            Map<ParticipantId, Participant> stored = storage.directory().participants(batch);
            Set<ParticipantId> admitted = admitted(batch);
            for (ParticipantId id : batch) {
                Participant known = tracker.participant(id);
                if (!admitted.contains(id)) {
                    LOG.info("No longer admitted by the directory: participant={}", id);
                    changes.barred(id);
                } else if (known != null && !known.equals(stored.get(id))) {
                    LOG.info("Changed in the directory: participant={}", id);
                    changes.changed(id);
                }
            }
        } catch (StoreException e) {
            LOG.debug("Not compared with the directory, the store is away: participants={}", batch.size(), e);
        }
    }

    /// Those who could sign in at this moment.
    private Set<ParticipantId> admitted(Collection<ParticipantId> batch) {
        Instant now = clock.instant();
        Stream<ParticipantId> users = storage.accounts().accounts(keys(batch, id -> !id.isAnonymous())).stream()
                .filter(Account::active)
                .map(account -> ParticipantId.registered(account.id()));
        Stream<ParticipantId> guests = storage.guests().guests(keys(batch, ParticipantId::isAnonymous)).stream()
                .filter(guest -> guest.admission(now) == Admission.ADMITTED)
                .map(Guest::participant);
        return Stream.concat(users, guests).collect(Collectors.toSet());
    }

    private static List<ObjectId> keys(Collection<ParticipantId> ids, Predicate<ParticipantId> which) {
        return ids.stream().filter(which).map(ParticipantId::value).toList();
    }

    /// What is done about a difference. May block.
    public interface Changes {
        /// Other conversations, or another name.
        void changed(ParticipantId participant);

        /// Deactivated, closed, or gone.
        void barred(ParticipantId participant);
    }
}
