package com.meeshy.presence.bench.store;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everybody is connected and does something every two seconds; how often each is written is counted at the
/// store. The clock is moved by hand: ten minutes of it pass as fast as the store takes the writes.
record WritesPerMinute(String database, Storage storage, Town town) {
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// @return the most writes that anybody had within a minute
    int run() throws InterruptedException {
        AtomicLong millis = new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
        Counting counting = new Counting(storage.presence(), () -> Instant.ofEpochMilli(millis.get()));
        long acts = 0;
        try (Core core = Core.over(
                counting, Time.of(() -> Instant.ofEpochMilli(millis.get()), () -> millis.get() * 1_000_000))) {
            ParticipantLoader loader = new ParticipantLoader(storage.directory(), storage.presence());
            NodeId node = new NodeId("bench");
            for (int i = 0; i < town.people(); i++) {
                Known known = loader.load(Town.person(i));
                if (known == null) {
                    throw new IllegalStateException("nobody has the number " + i);
                }
                core.tracker().connected(known, new ConnectionId(node, i)).join();
            }
            for (long step = 0; step < TIME.dividedBy(STEP); step++) {
                core.recorder().flush();
                millis.addAndGet(STEP.toMillis());
                for (int i = 0; i < town.people(); i++) {
                    core.tracker().active(Town.person(i));
                    acts++;
                }
                awaitShards(core, loader);
            }
            core.recorder().flush();
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d people active every 2 s for 10 minutes by a clock moved by hand: %d activities, %d writes,"
                        + " at most %d of one person in any minute%n",
                database,
                town.people(),
                acts,
                counting.writes,
                counting.mostInAMinute);
        if (counting.writes < town.people() * TIME.toMinutes() / 2) {
            throw new IllegalStateException("hardly anything was written");
        }
        return counting.mostInAMinute;
    }

    /// Until every activity has been taken in: time by hand passes thousands of times faster than a shard
    /// expects.
    private static void awaitShards(Core core, ParticipantLoader loader) throws InterruptedException {
        // Enough people to live in both shards. It has no effect on the connected.
        for (Known known : loader.load(
                IntStream.range(0, Town.GROUP).mapToObj(Town::person).toList())) {
            core.tracker().abandoned(known, Instant.EPOCH, Cause.ZOMBIE).join();
        }
    }

    /// Counts what reaches the store. One thread writes.
    private static final class Counting implements PresenceStore {
        private final PresenceStore store;
        private final InstantSource clock;
        private final Map<ParticipantId, Deque<Instant>> lately = new HashMap<>();
        private long writes;
        private int mostInAMinute;

        private Counting(PresenceStore store, InstantSource clock) {
            this.store = store;
            this.clock = clock;
        }

        @Override
        public void write(Collection<StoredPresence> states) {
            for (StoredPresence state : states) {
                Instant at = clock.instant();
                Deque<Instant> own = lately.computeIfAbsent(state.id(), _ -> new ArrayDeque<>());
                own.removeIf(before -> !before.plus(MINUTE).isAfter(at));
                own.add(at);
                mostInAMinute = Math.max(mostInAMinute, own.size());
                writes++;
            }
            store.write(states);
        }

        @Override
        public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
            return store.load(ids);
        }

        @Override
        public int setBack(Instant latest, Instant now) {
            return store.setBack(latest, now);
        }

        @Override
        public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
            return store.onlineAndIdleSince(cutoff, limit);
        }

        @Override
        public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
            return store.online(after, limit);
        }

        @Override
        public PresenceCounts counts() {
            return store.counts();
        }
    }
}
