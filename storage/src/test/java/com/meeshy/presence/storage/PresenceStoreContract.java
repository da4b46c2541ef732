package com.meeshy.presence.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.model.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [com.meeshy.presence.core.port.PresenceStore] owes.
abstract class PresenceStoreContract extends PresenceRows {
    @Test
    void somebodyNeverSeenIsOfflineWithVersionZero() {
        ParticipantId alice = registered("alice");

        assertThat(loaded(alice)).isEqualTo(new StoredPresence(alice, false, null, null, 0));
    }

    @Test
    void aUserWithoutAnyPresenceFieldIsOfflineAndCanBeWritten() {
        ParticipantId old = ParticipantId.registered(newId());
        world.putBareUser(old.value(), "old-timer");
        assertThat(loaded(old)).isEqualTo(new StoredPresence(old, false, null, null, 0));

        write(online(old, NOON, 1));

        assertThat(loaded(old)).isEqualTo(online(old, NOON, 1));
    }

    @Test
    void whatIsWrittenIsLoadedForUsersAndGuestsAlike() {
        ParticipantId alice = registered("alice");
        ParticipantId visitor = guest("visitor");
        StoredPresence offline = new StoredPresence(visitor, false, NOON.plusSeconds(9), NOON, 3);

        write(online(alice, NOON, 7), offline);

        assertThat(storage.presence().load(List.of(alice, visitor)))
                .isEqualTo(Map.of(alice, online(alice, NOON, 7), visitor, offline));
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        ParticipantId alice = registered("alice");
        write(online(alice, NOON, 7));

        reopen();

        assertThat(loaded(alice)).isEqualTo(online(alice, NOON, 7));
    }

    @Test
    void theUnknownAreAbsentWhenLoadedAndIgnoredWhenWritten() {
        ParticipantId alice = registered("alice");
        ParticipantId nobody = ParticipantId.registered(newId());
        ParticipantId sameIdAsGuest = ParticipantId.anonymous(alice.value());

        write(online(nobody, NOON, 1), online(sameIdAsGuest, NOON, 1), online(alice, NOON, 1));

        assertThat(storage.presence().load(List.of(nobody, sameIdAsGuest, alice)))
                .containsOnlyKeys(alice);
        assertThat(storage.presence().load(List.of())).isEmpty();
        write();
    }

    @Test
    void anOlderVersionChangesNothing() {
        ParticipantId alice = registered("alice");
        StoredPresence newer = new StoredPresence(alice, false, NOON.plusSeconds(5), NOON, 5);
        write(newer);

        write(online(alice, NOON.plusSeconds(60), 4));

        assertThat(loaded(alice)).isEqualTo(newer);
    }

    @Test
    void anEqualVersionMayKnowOfLaterActivityButNeverOfEarlier() {
        ParticipantId alice = registered("alice");
        ParticipantId visitor = guest("visitor");
        write(online(alice, NOON, 5), online(visitor, NOON, 5));

        write(online(alice, NOON.plusSeconds(60), 5), online(visitor, NOON.minusSeconds(60), 5));

        assertThat(loaded(alice)).isEqualTo(online(alice, NOON.plusSeconds(60), 5));
        assertThat(loaded(visitor)).isEqualTo(online(visitor, NOON, 5));
    }

    @Test
    void lastActiveAtNeverGoesBack() {
        ParticipantId alice = registered("alice");
        write(online(alice, NOON, 1));

        write(online(alice, NOON.minusSeconds(60), 2));

        assertThat(loaded(alice)).isEqualTo(online(alice, NOON, 2));
    }

    @Test
    void momentsOfTheFutureAreSetBackAndNothingElse() {
        ParticipantId alice = registered("alice");
        ParticipantId bob = registered("bob");
        ParticipantId visitor = guest("visitor");
        Instant future = NOON.plusSeconds(3_600);
        StoredPresence rightfully = new StoredPresence(bob, false, NOON.plusSeconds(60), NOON.plusSeconds(60), 6);
        write(
                online(alice, future, 5),
                rightfully,
                new StoredPresence(visitor, false, future.plusSeconds(1), future, future.toEpochMilli()));

        assertThat(storage.presence().setBack(NOON.plusSeconds(60), NOON)).isEqualTo(2);

        assertThat(loaded(alice)).isEqualTo(online(alice, NOON, 5));
        assertThat(loaded(bob)).isEqualTo(rightfully);
        assertThat(loaded(visitor))
                .as("the version stays, or a late write would win")
                .isEqualTo(new StoredPresence(visitor, false, NOON, NOON, future.toEpochMilli()));
        assertThat(storage.presence().setBack(NOON.plusSeconds(60), NOON)).isZero();
        write(online(alice, NOON.plusSeconds(5), 5));
        assertThat(loaded(alice)).as("and goes on from there").isEqualTo(online(alice, NOON.plusSeconds(5), 5));
    }

    @Test
    void aGuestWhoJoinedInTheFutureAndWasNeverActiveCountsFromNow() {
        ParticipantId visitor = guest("visitor");
        Instant before = NOON.minusSeconds(3 * 86_400);

        storage.presence().setBack(before.plusSeconds(60), before);

        StoredPresence corrected = Objects.requireNonNull(loaded(visitor));
        assertThat(corrected.lastActiveAt()).isEqualTo(before);
    }

    @Test
    void aMissingMomentLeavesTheStoredOne() {
        ParticipantId alice = registered("alice");
        write(new StoredPresence(alice, false, NOON.plusSeconds(5), NOON, 1));

        write(new StoredPresence(alice, true, null, null, 2));

        assertThat(loaded(alice)).isEqualTo(new StoredPresence(alice, true, NOON.plusSeconds(5), NOON, 2));
    }

    @Test
    void onlyPresenceIsTouched() {
        ParticipantId alice = registered("alice");
        Account before = storage.accounts().account(alice.value());

        write(online(alice, NOON, 1));

        assertThat(storage.accounts().account(alice.value())).isEqualTo(before);
    }

    @Test
    void writersThatRaceLeaveTheNewestVersionOfEverybody() throws Exception {
        long seed = System.nanoTime();
        List<ParticipantId> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(i % 2 == 0 ? registered("user" + i) : guest("guest" + i));
        }
        List<StoredPresence> states = new ArrayList<>();
        for (ParticipantId one : people) {
            for (int version = 1; version <= 100; version++) {
                states.add(new StoredPresence(one, version % 2 == 0, null, NOON.plusSeconds(version), version));
            }
        }
        Collections.shuffle(states, new Random(seed));

        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (StoredPresence state : states) {
                done.add(writers.submit(() -> write(state)));
            }
            for (Future<?> one : done) {
                one.get(30, SECONDS);
            }
        }

        for (ParticipantId one : people) {
            assertThat(loaded(one)).as("seed %d", seed).isEqualTo(online(one, NOON.plusSeconds(100), 100));
        }
    }
}
