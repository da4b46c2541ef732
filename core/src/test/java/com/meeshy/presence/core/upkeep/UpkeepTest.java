package com.meeshy.presence.core.upkeep;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange;
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
import org.junit.jupiter.api.Test;

/// Sweep, succession and the measures of truth, with time moved by hand.
class UpkeepTest {
    private static final NodeId DEAD = new NodeId("node-0");
    private static final NodeId SELF = new NodeId("node-1");

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory directory = new MemoryDirectory();
    private final Announcements announcements = new Announcements();
    private final Measures measures = new Measures();
    private final Leases leases = new Leases();
    private final SteppedNode node = new SteppedNode(clock, store, directory, announcements, measures);
    private final Succession succession =
            new Succession(SELF, leases, store, node.loader(), node.tracker(), Duration.ofSeconds(30));
    private final Sweep sweep =
            new Sweep(store, node.loader(), node.tracker(), Duration.ofMinutes(5), succession, clock);

    @Test
    void afterACrashThoseWhoDidNotComeBackAreOfflineSinceTheNodeDied() throws Exception {
        Instant died = clock.instant().minusSeconds(4);
        leases.renew(DEAD, died);
        Participant alice = leftOnline(1);
        Participant bob = leftOnline(2);
        succession.tick(clock);
        node.connect(bob, 1);
        node.advance(Duration.ofSeconds(9));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).as("there is time to come back").isEmpty();

        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).singleElement().satisfies(change -> {
            assertThat(change.view().id()).isEqualTo(alice.id());
            assertThat(change.cause()).isEqualTo(Cause.NODE_DEATH);
            assertThat(change.view().lastSeen()).isEqualTo(died);
        });
        assertThat(leases.all()).containsOnlyKeys(SELF);
        assertThat(succession.isSettled()).isTrue();
    }

    @Test
    void afterACleanStopThereIsTheDrainGrace() throws Exception {
        leftOnline(1);
        succession.tick(clock);
        node.advance(Duration.ofSeconds(29));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).isEmpty();

        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).extracting(PresenceChange::cause).containsExactly(Cause.NODE_DEATH);
    }

    @Test
    void nobodyIsTakenOverFromANodeThatLives() throws Exception {
        leftOnline(1);
        leases.renew(DEAD, clock.instant());
        for (int second = 0; second < 60; second++) {
            succession.tick(clock);
            node.advance(Duration.ofSeconds(1));
            leases.renew(DEAD, clock.instant());
        }
        assertThat(succession.isSettled()).isFalse();
        leases.release(DEAD);
        succession.tick(clock);
        node.advance(Duration.ofSeconds(29));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).as("its clients have the drain grace").isEmpty();

        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).extracting(PresenceChange::cause).containsExactly(Cause.NODE_DEATH);
        assertThat(succession.isSettled()).isTrue();
    }

    @Test
    void aSurvivorTakesOverFromANodeThatDiesLater() throws Exception {
        settle();
        assertThat(succession.isSettled()).isTrue();
        leases.renew(DEAD, clock.instant().plusSeconds(3_600));
        succession.tick(clock);
        assertThat(succession.isSettled())
                .as("another node lives, whatever its clock says")
                .isFalse();
        leftOnline(1);
        node.advance(Duration.ofSeconds(9));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).isEmpty();

        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).extracting(PresenceChange::cause).containsExactly(Cause.NODE_DEATH);
        assertThat(leases.all()).containsOnlyKeys(SELF);
    }

    @Test
    void aNodeThatCouldNotBeSeenIsGivenItsTimeOnceMore() throws Exception {
        leftOnline(1);
        leases.renew(DEAD, clock.instant());
        succession.tick(clock);
        // The store was away for everybody: the other node could not renew its lease either.
        node.advance(Duration.ofMinutes(3));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).isEmpty();
        assertThat(succession.isSettled()).isFalse();

        node.advance(Duration.ofSeconds(10));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).hasSize(1);
    }

    @Test
    void aNodeThatStopsLeavesTheLeasesOfTheLiving() throws Exception {
        leases.renew(DEAD, clock.instant());
        succession.tick(clock);
        NodeId successor = new NodeId("node-2");
        node.advance(Duration.ofSeconds(1));
        leases.renew(successor, clock.instant());
        succession.tick(clock);

        succession.retire();
        succession.release();

        assertThat(leases.all()).containsOnlyKeys(successor);
    }

    @Test
    void aNodeThatStopsHandsOnThoseOfANodeThatDiedBesideIt() throws Exception {
        succession.tick(clock);
        leases.renew(DEAD, clock.instant());
        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        succession.retire();
        node.advance(Duration.ofSeconds(10));
        succession.tick(clock);

        succession.release();

        assertThat(leases.all()).isEmpty();
    }

    @Test
    void activityThatTheThrottleHeldBackIsNotLostWithANodeThatStops() throws Exception {
        Participant alice = participant(user(1), 1);
        node.connect(alice, 1);
        node.close(user(1), 1, Ending.GOODBYE);
        node.advance(Duration.ofSeconds(50));
        node.tracker().active(user(1));
        Instant lastActive = clock.instant();
        node.advance(Duration.ofSeconds(1));

        node.tracker().drain();
        node.step();
        node.flush();

        assertThat(store.get(user(1))).extracting(StoredPresence::lastActiveAt).isEqualTo(lastActive);
    }

    @Test
    void aNodeThatDrainsTakesNobodyOffline() throws Exception {
        settle();
        node.connect(participant(user(1), 1), 1);
        node.connect(participant(user(2), 1), 2);
        node.flush();
        announcements.take();
        succession.retire();
        node.tracker().drain();
        node.tracker().handOver(user(1), connection(1));
        node.close(user(2), 2, Ending.LOST);
        node.advance(Duration.ofMinutes(6));
        sweep.run();
        node.step();

        assertThat(announcements.take()).isEmpty();
        node.flush();
        assertThat(store.online(null, 10)).hasSize(2);
        succession.release();
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void zombiesAreSweptOnceThoseLeftBehindAreSettled() throws Exception {
        leases.renew(DEAD, clock.instant());
        succession.tick(clock);
        Participant zombie = leftOnline(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sweep.run()).as("it may be on its way back").isZero();
        settle();
        node.connect(participant(user(2), 1), 1);
        node.flush();
        announcements.take();
        // Written by somebody else, or by a write that came late.
        store.put(new StoredPresence(zombie.id(), true, null, clock.instant().minusSeconds(400), Long.MAX_VALUE / 4));
        clock.advance(Duration.ofMinutes(10));

        sweep.run();
        node.step();

        assertThat(announcements.take())
                .as("the idle who are connected stay")
                .noneSatisfy(change -> assertThat(change.view().id()).isEqualTo(user(2)));
        assertThat(node.tracker().isHeld(user(2))).isTrue();
    }

    @Test
    void aZombieWasLastSeenWhenItWasLastActive() throws Exception {
        settle();
        Participant zombie = leftOnline(1);
        Instant active = clock.instant();
        clock.advance(Duration.ofMinutes(6));

        assertThat(sweep.run()).isEqualTo(1);
        node.step();

        assertThat(announcements.take()).singleElement().satisfies(change -> {
            assertThat(change.view().id()).isEqualTo(zombie.id());
            assertThat(change.cause()).isEqualTo(Cause.ZOMBIE);
            assertThat(change.view().lastSeen()).isEqualTo(active);
        });
        assertThat(measures.all).containsExactly("falseOnline PT6M ZOMBIE");
    }

    @Test
    void aZombieOfTheFutureIsSweptAfterTheThresholdSinceItWasSeenFirst() throws Exception {
        settle();
        Participant zombie = directory.add(participant(user(1), 1));
        store.put(new StoredPresence(zombie.id(), true, null, clock.instant().plus(Duration.ofHours(1)), 7));

        assertThat(sweep.run()).isZero();
        assertThat(storedActivity(1)).isEqualTo(clock.instant());
        clock.advance(Duration.ofMinutes(5));
        assertThat(sweep.run()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(sweep.run()).isEqualTo(1);
        node.step();

        assertThat(announcements.take()).extracting(PresenceChange::cause).containsExactly(Cause.ZOMBIE);
    }

    @Test
    void aJumpOfTheClockMakesNoNodeDeadAndNoneLive() throws Exception {
        leases.renew(DEAD, clock.instant());
        succession.tick(clock);
        leftOnline(1);
        clock.jump(Duration.ofHours(1));
        succession.tick(clock);
        node.step();
        assertThat(announcements.take()).as("no time has passed").isEmpty();

        clock.jump(Duration.ofHours(-1));
        node.advance(Duration.ofSeconds(10));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take())
                .as("ten seconds have")
                .extracting(PresenceChange::cause)
                .containsExactly(Cause.NODE_DEATH);
    }

    @Test
    void anHourAheadAndBackLeavesNoMomentOfTheFutureAndNobodyOffline() throws Exception {
        settle();
        Instant began = clock.instant();
        node.connect(participant(user(1), 1), 1);
        node.connect(participant(user(2), 1), 2);
        clock.jump(Duration.ofHours(1));
        node.advance(Duration.ofSeconds(70));
        node.tracker().active(user(1));
        node.close(user(2), 2, Ending.LOST);
        node.advance(Duration.ofSeconds(1));
        node.connect(participant(user(2), 1), 3);
        node.flush();
        assertThat(announcements.take()).noneMatch(change -> !change.view().isOnline());

        clock.jump(Duration.ofHours(-1));
        node.advance(Duration.ofSeconds(6));
        sweep.run();
        node.step();
        node.flush();

        assertThat(announcements.take()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.view().isOnline()).isTrue();
            assertThat(change.view().lastActiveAt()).isBetween(began, clock.instant());
        });
        for (int person = 1; person <= 2; person++) {
            assertThat(storedActivity(person)).isBetween(began, clock.instant());
            assertThat(liveActivity(person)).isBetween(began, clock.instant());
        }
        node.advance(Duration.ofSeconds(60));
        node.tracker().active(user(1));
        node.step();
        assertThat(liveActivity(1)).as("no hour of throttle").isEqualTo(clock.instant());
    }

    @Test
    void itIsMeasuredForHowLongSomebodyWasShownWrong() throws Exception {
        node.connect(participant(user(1), 1), 1);
        Instant heard = clock.instant();
        clock.advance(Duration.ofSeconds(30));
        node.tracker().closed(user(1), connection(1), Ending.LOST, heard);
        node.step();
        node.advance(Duration.ofSeconds(5));
        node.advance(Duration.ofSeconds(8));
        node.connect(participant(user(1), 1), 2);

        assertThat(measures.all)
                .containsExactly(
                        "detection PT30S DISCONNECTED",
                        "falseOnline PT35S DISCONNECTED",
                        "falseOffline PT8S DISCONNECTED");
    }

    @Test
    void whoSaidGoodbyeWasNeverShownWrong() throws Exception {
        node.connect(participant(user(1), 1), 1);
        node.close(user(1), 1, Ending.GOODBYE);
        node.connect(participant(user(1), 1), 2);

        assertThat(measures.all).isEmpty();
    }

    private @Nullable Instant storedActivity(int number) {
        StoredPresence row = store.get(user(number));
        return row == null ? null : row.lastActiveAt();
    }

    private @Nullable Instant liveActivity(int number) {
        PresenceView live = node.tracker().live(user(number));
        return live == null ? null : live.lastActiveAt();
    }

    private Participant leftOnline(int number) {
        Participant participant = directory.add(participant(user(number), 1));
        store.put(new StoredPresence(
                participant.id(), true, null, clock.instant(), clock.instant().toEpochMilli()));
        return participant;
    }

    private void settle() throws InterruptedException {
        succession.tick(clock);
        node.advance(Duration.ofSeconds(30));
        succession.tick(clock);
        node.step();
        announcements.take();
        measures.all.clear();
    }

    private static final class Leases implements NodeLeases {
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

    private static final class Measures implements TruthMeter {
        private final List<String> all = new ArrayList<>();

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
