package com.meeshy.presence.core.tracker;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// After the process stood still nobody goes offline before they could come back. Time is set by hand.
class StandstillTest {
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Standstill standstill = new Standstill(nanos::get);

    @Test
    void aThreadThatRunsIsNotHeldUp() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(2_900));
            assertThat(standstill.isRecent()).isFalse();
        }
    }

    @Test
    void aStandstillIsRecentForTenSecondsAfterItsEnd() {
        pass(Duration.ofSeconds(60));

        assertThat(standstill.isRecent()).isTrue();
        for (int i = 0; i < 9; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(standstill.isRecent()).isTrue();
        }
        pass(Duration.ofSeconds(1));
        assertThat(standstill.isRecent()).isFalse();
    }

    @Test
    void aPatientShardEndsNoGraceAndThenThoseThatAreOver() throws Exception {
        ManualClock clock = new ManualClock();
        Announcements announcements = new Announcements();
        Effects effects = Effects.of(new PresenceRecorder(new MemoryStore()), announcements);
        Tracker tracker = Tracker.stepped(RULES, 1, effects, clock);
        ShardRunner runner = tracker.shards().getFirst();
        Participant alice = participant(user(1), 1);
        tracker.connected(new Known(alice, null), connection(1));
        tracker.closed(alice.id(), connection(1), Ending.LOST);
        runner.turn();
        announcements.take();

        clock.advance(Duration.ofSeconds(60));
        runner.shard().patient(true);
        runner.turn();
        assertThat(announcements.take()).isEmpty();
        runner.shard().patient(false);
        runner.turn();
        assertThat(announcements.take())
                .singleElement()
                .satisfies(change -> assertThat(change.view().isOnline()).isFalse());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
