package com.meeshy.presence.live.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.sqlite.SqliteWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether maintenance counts as active (SPEC §5, `maintenanceActive`): between runs, within one, and after one
/// that failed.
@NullUnmarked
class CleanupTest {
    private static final Duration ZOMBIE = Duration.ofMinutes(5);
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    @TempDir
    private Path folder;

    private SqliteWorld world;
    private SwitchedStore store;
    private Tracker tracker;
    private Cleanup cleanup;

    @BeforeEach
    void start() throws InterruptedException {
        world = new SqliteWorld(folder);
        world.moveClockTo(Instant.parse("2026-01-15T12:00:00Z"));
        Storage storage = world.storage();
        Time time = Time.of(world::now);
        store = new SwitchedStore(storage.presence());
        ParticipantLoader loader = new ParticipantLoader(storage.directory(), store);
        tracker = Tracker.started(RULES, 1, Effects.of(new PresenceRecorder(store), Announcer.NOBODY), time);
        Succession succession =
                new Succession(new NodeId("test"), storage.leases(), store, loader, tracker, Duration.ZERO);
        succession.tick(time);
        Sweep sweep = new Sweep(store, loader, tracker, ZOMBIE, succession, world::now);
        IdleGuests idleGuests = new IdleGuests(storage.guests(), tracker, (guest, conversation) -> {});
        ClockJumps jumps = new ClockJumps(time, sweep, LiveMeter.NONE, () -> {});
        cleanup = new Cleanup(
                sweep, idleGuests, new ExpiredLinks(storage.guests(), () -> {}), jumps, LiveMeter.NONE, time);
    }

    @AfterEach
    void stop() {
        tracker.close();
        world.close();
    }

    @Test
    void it_is_active_from_the_start_and_while_a_run_is_under_way() {
        List<Boolean> withinRuns = new ArrayList<>();
        store.whenAsked = () -> withinRuns.add(cleanup.isActive());

        assertThat(cleanup.isActive()).isTrue();
        cleanup.runInTurn();
        cleanup.runInTurn();

        assertThat(withinRuns).containsExactly(true, true);
        assertThat(cleanup.isActive()).isTrue();
    }

    @Test
    void it_is_not_active_from_a_run_that_failed_until_the_next_that_succeeds() {
        store.away = true;
        assertThatThrownBy(cleanup::runInTurn).isInstanceOf(StoreException.class);
        assertThat(cleanup.isActive()).isFalse();
        assertThat(cleanup.last()).isNull();

        List<Boolean> withinRuns = new ArrayList<>();
        store.away = false;
        store.whenAsked = () -> withinRuns.add(cleanup.isActive());
        cleanup.runInTurn();

        assertThat(withinRuns).as("a run is no success before it has ended").containsExactly(false);
        assertThat(cleanup.isActive()).isTrue();
        assertThat(cleanup.last()).isNotNull();
    }

    @Test
    void a_run_by_hand_that_fails_says_nothing_of_the_scheduled_ones() {
        store.away = true;

        assertThatThrownBy(cleanup::run).isInstanceOf(StoreException.class);

        assertThat(cleanup.isActive()).isTrue();
    }

    /// A store that can be away, and that lets a test look at the moment when it is asked for zombies.
    private static final class SwitchedStore implements PresenceStore {
        private final PresenceStore store;
        private boolean away;
        private Runnable whenAsked = () -> {};

        SwitchedStore(PresenceStore store) {
            this.store = store;
        }

        private PresenceStore reached() {
            if (away) {
                throw new StoreException("the store is away");
            }
            return store;
        }

        @Override
        public int setBack(Instant latest, Instant now) {
            return reached().setBack(latest, now);
        }

        @Override
        public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
            whenAsked.run();
            return reached().onlineAndIdleSince(cutoff, limit);
        }

        @Override
        public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
            return reached().load(ids);
        }

        @Override
        public void write(Collection<StoredPresence> states) {
            reached().write(states);
        }

        @Override
        public List<StoredPresence> online(ParticipantId after, int limit) {
            return reached().online(after, limit);
        }

        @Override
        public PresenceCounts counts() {
            return reached().counts();
        }
    }
}
