package com.meeshy.presence.core.tracker;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the live registry has written down, and when.
class TrackerRecordingTest extends TrackerBed {
    @Test
    void activityIsThrottledToOneWriteInSixtySeconds() throws Exception {
        Participant alice = participant(user(1), 1);
        connect(alice, 1);
        recorder.flush();
        for (int second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (int request = 0; request < 10; request++) {
                tracker.active(alice.id());
            }
            settle();
            recorder.flush();
        }
        assertThat(store.writesOf(alice.id())).isEqualTo(11);
        assertThat(tracker.activityCounts().total()).isEqualTo(6000);
        assertThat(tracker.activityCounts().throttledTotal()).isGreaterThan(5800);
    }

    @Test
    void whoIsOfflineWrittenAndQuietIsForgotten() throws Exception {
        Participant alice = participant(user(1), 1);
        connect(alice, 1);
        tracker.closed(alice.id(), connection(1), Ending.GOODBYE);
        settle();
        clock.advance(Duration.ofSeconds(1801));
        settle();
        assertThat(tracker.live(alice.id()))
                .as("not written yet, so not forgotten")
                .isNotNull();

        recorder.flush();
        clock.advance(Duration.ofSeconds(1801));
        settle();

        assertThat(tracker.live(alice.id())).isNull();
        assertThat(tracker.active(alice.id())).isEqualTo(Touch.NOT_TRACKED);
    }

    @Test
    void activityOfSomebodyAwayIsTakenInWithWhatTheStoreKnows() throws Exception {
        Participant alice = participant(user(1), 1);
        StoredPresence stored = new StoredPresence(
                alice.id(), false, clock.instant(), clock.instant().minusSeconds(7200), 3);

        tracker.activeWhileAway(new Known(alice, stored));
        settle();

        assertThat(announcements.take()).singleElement().satisfies(change -> {
            assertThat(change.cause()).isEqualTo(Cause.ACTIVITY);
            assertThat(change.view().isOnline()).isFalse();
            assertThat(change.view().lastSeen()).isEqualTo(clock.instant());
        });
    }

    @Test
    void nothingIsLostWhileTheStoreIsAway() throws Exception {
        store.goAway();
        List<CompletableFuture<PresenceView>> all = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            all.add(tracker.connected(new Known(participant(user(i), 1), null), connection(i)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(recorder::flush))
                .isInstanceOf(com.meeshy.presence.core.port.StoreException.class);
        assertThat(recorder.isStoreAway()).isTrue();
        assertThat(recorder.pending()).isEqualTo(2_500);

        store.comeBack();
        recorder.flush();

        assertThat(recorder.isStoreAway()).isFalse();
        assertThat(recorder.pending()).isZero();
        assertThat(store.counts().onlineUsers()).isEqualTo(2_500);
    }

    @Test
    void aStormIsWrittenInBulkAndOnlyTheLatestState() throws Exception {
        List<CompletableFuture<PresenceView>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tracker.connected(new Known(participant(user(i), 1), null), connection(i));
            tracker.closed(user(i), connection(i), Ending.GOODBYE);
            all.add(tracker.connected(new Known(participant(user(i), 1), null), connection(10_000 + i)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        recorder.flush();

        assertThat(store.writeCalls()).isEqualTo(10);
        assertThat(store.counts().onlineUsers()).isEqualTo(10_000);
        assertThat(announcements.take()).as("every edge was told").hasSize(30_000);
    }
}
