package com.meeshy.presence.bench.core;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// People in conversations of one size, a tracker and a store that only remembers.
final class CoreWorld implements AutoCloseable {
    static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private static final NodeId NODE = new NodeId("bench");

    private final Memory store = new Memory();
    private final PresenceRecorder recorder = new PresenceRecorder(store);
    private final Tracker tracker;
    private final List<Known> people;

    /// @param together members of each conversation
    /// @param conversationsEach how many conversations each is a member of
    CoreWorld(int size, int together, int conversationsEach, int shards, Announcer announcer) {
        this.tracker = Tracker.started(RULES, shards, Effects.of(recorder, announcer), Time.of(InstantSource.system()));
        this.people = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            people.add(new Known(
                    new Participant(id(i), "Person " + i, conversationsOf(i, together, conversationsEach)), null));
        }
    }

    static ParticipantId id(int number) {
        return ParticipantId.registered(new ObjectId(0x65a0_0000_0000_0000L, number));
    }

    Tracker tracker() {
        return tracker;
    }

    PresenceRecorder recorder() {
        return recorder;
    }

    List<Known> people() {
        return people;
    }

    /// The store is not part of what is measured.
    void forgetStored() {
        store.rows = new HashMap<>();
    }

    void connect(int number) throws InterruptedException {
        tracker.connected(people.get(number), new ConnectionId(NODE, number));
    }

    void close(int number) {
        tracker.closed(people.get(number).participant().id(), new ConnectionId(NODE, number), Ending.GOODBYE);
    }

    /// Waits until the shard of this person has handled what was sent to it.
    void settle(int number) throws InterruptedException {
        tracker.connected(people.get(number), new ConnectionId(NODE, -1)).join();
        tracker.closed(people.get(number).participant().id(), new ConnectionId(NODE, -1), Ending.GOODBYE);
    }

    @Override
    public void close() {
        tracker.close();
    }

    private static Set<ConversationId> conversationsOf(int number, int together, int each) {
        Set<ConversationId> conversations = new HashSet<>();
        for (int i = 0; i < each; i++) {
            conversations.add(new ConversationId(new ObjectId(i, number / together)));
        }
        return conversations;
    }

    /// Rows in memory.
    private static final class Memory implements PresenceStore {
        private Map<ParticipantId, StoredPresence> rows = new HashMap<>();

        @Override
        public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
            return Map.of();
        }

        @Override
        public void write(Collection<StoredPresence> states) {
            for (StoredPresence state : states) {
                rows.put(state.id(), state);
            }
        }

        @Override
        public int setBack(Instant latest, Instant now) {
            return 0;
        }

        @Override
        public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
            return List.of();
        }

        @Override
        public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
            return List.of();
        }

        @Override
        public PresenceCounts counts() {
            return new PresenceCounts(0, 0, 0, 0);
        }
    }
}
