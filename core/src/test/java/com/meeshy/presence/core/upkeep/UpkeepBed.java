package com.meeshy.presence.core.upkeep;

import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryDirectory;
import com.meeshy.presence.core.world.MemoryStore;
import com.meeshy.presence.core.world.SteppedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node with its upkeep, whose time is moved by hand.
abstract class UpkeepBed {
    static final NodeId DEAD = new NodeId("node-0");
    static final NodeId SELF = new NodeId("node-1");

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore();
    final MemoryDirectory directory = new MemoryDirectory();
    final Announcements announcements = new Announcements();
    final Measures measures = new Measures();
    final Leases leases = new Leases();
    final SteppedNode node = new SteppedNode(clock, store, directory, announcements, measures);
    final Succession succession =
            new Succession(SELF, leases, store, node.loader(), node.tracker(), Duration.ofSeconds(30));
    final Sweep sweep = new Sweep(store, node.loader(), node.tracker(), Duration.ofMinutes(5), succession, clock);

    @Nullable
    Instant storedActivity(int number) {
        StoredPresence row = store.get(user(number));
        return row == null ? null : row.lastActiveAt();
    }

    @Nullable
    Instant liveActivity(int number) {
        PresenceView live = node.tracker().live(user(number));
        return live == null ? null : live.lastActiveAt();
    }

    Participant leftOnline(int number) {
        Participant participant = directory.add(participant(user(number), 1));
        store.put(new StoredPresence(
                participant.id(), true, null, clock.instant(), clock.instant().toEpochMilli()));
        return participant;
    }

    /// Time passes, and the job looks every second.
    void pass(int seconds) throws InterruptedException {
        for (int i = 0; i < seconds; i++) {
            node.advance(Duration.ofSeconds(1));
            succession.tick(clock);
        }
    }

    void settle() throws InterruptedException {
        succession.tick(clock);
        pass(30);
        node.step();
        announcements.take();
        measures.all.clear();
    }

    static final class Leases implements NodeLeases {
        private final Map<NodeId, Instant> signs = new HashMap<>();

        @Override
        public void renew(NodeId id, Instant at) {
            signs.put(id, at);
        }

        @Override
        public void release(NodeId id) {
            signs.remove(id);
        }

        @Override
        public Map<NodeId, Instant> all() {
            return Map.copyOf(signs);
        }
    }

    static final class Measures implements TruthMeter {
        final List<String> all = new ArrayList<>();

        @Override
        public void falseOnline(Duration shownFor, Cause cause) {
            all.add("falseOnline " + shownFor + " " + cause);
        }

        @Override
        public void falseOffline(Duration shownFor, Cause cause) {
            all.add("falseOffline " + shownFor + " " + cause);
        }

        @Override
        public void detection(Duration took, Cause cause) {
            all.add("detection " + took + " " + cause);
        }
    }
}
