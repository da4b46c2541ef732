package com.meeshy.presence.core.upkeep;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Who is taken over from a node that died or left, and when.
class SuccessionTest extends UpkeepBed {
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
        pass(29);
        node.step();
        assertThat(announcements.take()).isEmpty();

        node.advance(Duration.ofSeconds(1));
        succession.tick(clock);
        node.step();

        assertThat(announcements.take()).extracting(PresenceChange::cause).containsExactly(Cause.NODE_DEATH);
    }

    /// The process, or its machine, stood still while they could have come.
    @Test
    void theTimeToComeBackIsTimeInWhichThisNodeCouldBeReached() throws Exception {
        leftOnline(1);
        succession.tick(clock);
        node.advance(Duration.ofSeconds(60));
        succession.tick(clock);
        node.step();
        pass(29);
        node.step();
        assertThat(announcements.take()).isEmpty();

        pass(1);
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
        pass(29);
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
}
