package com.meeshy.presence.core.tracker;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// A registry with its real threads. Time is set by hand.
abstract class TrackerBed {
    static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore();
    final PresenceRecorder recorder = new PresenceRecorder(store);
    final Announcements announcements = new Announcements();
    final Tracker tracker = Tracker.started(RULES, 1, Effects.of(recorder, announcements), clock);

    @AfterEach
    void stop() {
        tracker.close();
    }

    PresenceView connect(Participant participant, int number) throws Exception {
        return tracker.connected(new Known(participant, store.get(participant.id())), connection(number))
                .get(10, TimeUnit.SECONDS);
    }

    /// Waits until the shard has handled what was sent before and has looked at the clock since: somebody else
    /// in the same shard is heard twice.
    void settle() throws Exception {
        Participant other = participant(user(9_999));
        StoredPresence offline = new StoredPresence(other.id(), false, null, null, 0);
        for (int turn = 0; turn < 2; turn++) {
            tracker.abandoned(new Known(other, offline), clock.instant(), Cause.ZOMBIE)
                    .get(10, TimeUnit.SECONDS);
        }
    }
}
