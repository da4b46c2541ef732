package com.meeshy.presence.core.tracker;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.conversation;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The live registry with its real threads. Time is set by hand.
class TrackerTest {
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final PresenceRecorder recorder = new PresenceRecorder(store);
    private final Announcements announcements = new Announcements();
    private final Tracker tracker = new Tracker(RULES, 1, recorder, announcements, clock);

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void anEdgeIsAnnouncedToTheConversationsAndRecorded() throws Exception {
        Participant alice = participant(user(1), 1, 2);

        PresenceView view = connect(alice, 1);
        recorder.flush();

        assertThat(view.isOnline()).isTrue();
        assertThat(announcements.take()).singleElement().satisfies(change -> {
            assertThat(change.cause()).isEqualTo(Cause.CONNECTED);
            assertThat(change.audience()).containsExactlyInAnyOrder(conversation(1), conversation(2));
            assertThat(change.view()).isEqualTo(view);
        });
        assertThat(store.get(alice.id()))
                .isEqualTo(new StoredPresence(alice.id(), true, null, clock.instant(), view.version()));
    }

    @Test
    void aThousandTabsMakeOneEdgeUpAndOneEdgeDown() throws Exception {
        Participant alice = participant(user(1), 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                int number = i;
                threads.execute(() -> {
                    try {
                        tracker.connected(new Known(alice, null), connection(number))
                                .join();
                        tracker.closed(alice.id(), connection(number), Ending.GOODBYE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
        await().until(() -> !tracker.isHeld(alice.id()));

        List<PresenceChange> changes = announcements.take();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(2);
        boolean online = false;
        long version = 0;
        for (PresenceChange change : changes) {
            assertThat(change.view().isOnline()).as("edges alternate").isEqualTo(!online);
            assertThat(change.view().version()).as("versions grow").isGreaterThan(version);
            online = change.view().isOnline();
            version = change.view().version();
        }
        assertThat(online).isFalse();
    }

    @Test
    void theGraceEndsByItselfWhenTimePasses() throws Exception {
        Participant alice = participant(user(1), 1);
        connect(alice, 1);
        announcements.take();

        tracker.closed(alice.id(), connection(1), Ending.LOST);
        settle();
        assertThat(announcements.take()).isEmpty();
        assertThat(tracker.isHeld(alice.id())).isTrue();

        clock.advance(Duration.ofSeconds(5));
        settle();

        assertThat(announcements.take())
                .singleElement()
                .satisfies(change -> assertThat(change.view().isOnline()).isFalse());
    }

    @Test
    void anEndOfAGraceThatFailsDoesNotKeepTheOthersFromTheirs() throws Exception {
        connect(participant(user(1), 1), 1);
        connect(participant(user(2), 1), 2);
        announcements.take();
        tracker.closed(user(1), connection(1), Ending.LOST);
        tracker.closed(user(2), connection(2), Ending.PAGE_GONE);
        settle();

        announcements.failOnce();
        clock.advance(Duration.ofSeconds(3));
        settle();
        clock.advance(Duration.ofSeconds(2));
        settle();

        assertThat(announcements.take())
                .singleElement()
                .satisfies(change -> assertThat(change.view().id()).isEqualTo(user(1)));
    }

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
    void aChangeOfConversationsCountsFromTheNextAnnouncement() throws Exception {
        connect(participant(user(1), 1, 2), 1);
        announcements.take();

        tracker.update(participant(user(1), 2));
        tracker.closed(user(1), connection(1), Ending.GOODBYE);
        settle();

        assertThat(announcements.take())
                .singleElement()
                .satisfies(change -> assertThat(change.audience()).containsExactly(conversation(2)));
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

    @Test
    void eventsOfSomebodyUnknownChangeNothing() throws Exception {
        tracker.closed(user(1), connection(1), Ending.GOODBYE);
        tracker.handOver(user(1), connection(1));
        tracker.update(participant(user(1), 1));
        settle();

        assertThat(tracker.active(user(1))).isEqualTo(Touch.NOT_TRACKED);
        assertThat(tracker.live(user(1))).isNull();
        assertThat(tracker.participant(user(1))).isNull();
        assertThat(tracker.isHeld(user(1))).isFalse();
        assertThat(announcements.take()).isEmpty();
        assertThat(recorder.pending()).as("of somebody else only").isLessThanOrEqualTo(1);
    }

    @Test
    void whoJoinsAConversationIsShownToItAtOnceAndWhoLeavesIsNotShown() throws Exception {
        connect(participant(user(1), 1), 1);
        announcements.take();

        tracker.update(participant(user(1), 2));
        settle();

        assertThat(announcements.take()).singleElement().satisfies(change -> {
            assertThat(change.cause()).isEqualTo(Cause.JOINED);
            assertThat(change.audience()).containsExactly(conversation(2));
            assertThat(change.view().isOnline()).isTrue();
        });
        assertThat(tracker.attendance().online(conversation(1))).isEmpty();
        assertThat(tracker.attendance().onlineCount(conversation(2))).isEqualTo(1);
    }

    @Test
    void aDrainingNodeHandsOverWhoIsInGraceAndWhoCloses() throws Exception {
        connect(participant(user(1), 1), 1);
        connect(participant(user(2), 1), 2);
        announcements.take();
        tracker.closed(user(1), connection(1), Ending.LOST);
        tracker.drain();
        tracker.closed(user(2), connection(2), Ending.GOODBYE);
        settle();
        clock.advance(Duration.ofMinutes(1));
        settle();

        assertThat(announcements.take()).isEmpty();
    }

    @Test
    void somebodyWithoutANameIsCalledByItsId() {
        assertThat(new Participant(user(1), " ", java.util.Set.of()).name()).isEqualTo(user(1).text());
    }

    private PresenceView connect(Participant participant, int number) throws Exception {
        return tracker.connected(new Known(participant, store.get(participant.id())), connection(number))
                .get(10, TimeUnit.SECONDS);
    }

    /// Waits until the shard has handled what was sent before and has looked at the clock since: somebody else
    /// in the same shard is heard twice.
    private void settle() throws Exception {
        Participant other = participant(user(9_999));
        StoredPresence offline = new StoredPresence(other.id(), false, null, null, 0);
        for (int turn = 0; turn < 2; turn++) {
            tracker.abandoned(new Known(other, offline), clock.instant(), Cause.ZOMBIE)
                    .get(10, TimeUnit.SECONDS);
        }
    }
}
