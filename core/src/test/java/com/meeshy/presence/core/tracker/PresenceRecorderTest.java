package com.meeshy.presence.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What waits while the store is away, how much, and in which order it arrives.
class PresenceRecorderTest {
    private final Store store = new Store();
    private final PresenceRecorder recorder = new PresenceRecorder(store);

    private static ParticipantId person(int number) {
        return ParticipantId.registered(ObjectId.parse("65a0%020x".formatted(number)));
    }

    private static StoredPresence state(int person, boolean isOnline, long version) {
        return new StoredPresence(person(person), isOnline, null, Instant.ofEpochMilli(version), version);
    }

    private void flushFails() {
        assertThatThrownBy(recorder::flush).isInstanceOf(StoreException.class);
    }

    @Test
    void while_the_store_is_away_the_latest_state_of_each_participant_waits() {
        store.away = true;
        for (int version = 1; version <= 1_000; version++) {
            for (int person = 0; person < 10; person++) {
                recorder.record(state(person, version % 2 == 0, version));
            }
        }
        flushFails();
        assertThat(recorder.pending())
                .as("bounded by the participants, not by what they did")
                .isEqualTo(10);
        assertThat(recorder.isStoreAway()).isTrue();

        store.away = false;
        recorder.flush();
        assertThat(store.stored)
                .hasSize(10)
                .allSatisfy((id, state) -> assertThat(state)
                        .extracting(StoredPresence::isOnline, StoredPresence::version)
                        .containsExactly(true, 1_000L));
        assertThat(recorder.pending()).isZero();
        assertThat(recorder.isStoreAway()).isFalse();
    }

    @Test
    void an_older_state_that_comes_late_replaces_nothing() {
        recorder.record(state(1, true, 7));
        recorder.record(state(1, false, 6));
        recorder.flush();

        assertThat(store.stored.get(person(1))).isEqualTo(state(1, true, 7));
    }

    @Test
    void what_happens_during_a_write_is_written_after_it() {
        recorder.record(state(1, true, 1));
        store.duringWrite = () -> recorder.record(state(1, false, 2));
        recorder.flush();

        assertThat(store.writes).containsExactly(List.of(state(1, true, 1)), List.of(state(1, false, 2)));
        assertThat(recorder.pending()).isZero();
    }

    @Test
    void a_batch_that_failed_is_written_whole_with_what_changed_since() {
        for (int person = 0; person < 2_500; person++) {
            recorder.record(state(person, true, 1));
        }
        store.duringWrite = () -> store.away = true;
        flushFails();
        assertThat(recorder.pending()).as("one batch of 1 000 was written").isEqualTo(1_500);
        recorder.record(state(0, false, 2));
        store.away = false;
        recorder.flush();

        assertThat(store.stored).hasSize(2_500);
        assertThat(store.stored.get(person(0))).isEqualTo(state(0, false, 2));
        assertThat(store.writes).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(1_000));
    }

    @Test
    void tries_come_further_apart_until_five_seconds_and_soon_again_after_a_success() {
        store.away = true;
        recorder.record(state(1, true, 1));
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            flushFails();
            delays.add(recorder.retryDelay());
        }
        assertThat(delays)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
        for (int i = 0; i < 10_000; i++) {
            flushFails();
        }
        assertThat(recorder.retryDelay()).as("after hours").hasSeconds(5);

        store.away = false;
        recorder.flush();
        store.away = true;
        recorder.record(state(1, false, 2));
        flushFails();
        assertThat(recorder.retryDelay()).hasMillis(100);
    }

    /// Keeps what it is given, unless it is away.
    private static final class Store implements PresenceStore {
        private final List<List<StoredPresence>> writes = new ArrayList<>();
        private final Map<ParticipantId, StoredPresence> stored = new HashMap<>();
        private boolean away;
        private @Nullable Runnable duringWrite;

        @Override
        public void write(Collection<StoredPresence> states) {
            if (away) {
                throw new StoreException("away");
            }
            writes.add(List.copyOf(states));
            states.forEach(state -> stored.put(state.id(), state));
            Runnable then = duringWrite;
            duringWrite = null;
            if (then != null) {
                then.run();
            }
        }

        @Override
        public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
            return Map.of();
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
