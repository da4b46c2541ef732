package com.meeshy.presence.core.upkeep;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Zombies, and for how long somebody was shown wrong.
class SweepTest extends UpkeepBed {
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
}
