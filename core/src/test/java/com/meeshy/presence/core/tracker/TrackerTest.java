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
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What the live registry announces, and of whom it knows.
class TrackerTest extends TrackerBed {
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

        assertThat(announcements.take()).as("no change").isEmpty();
        assertThat(announcements.takeJoined()).singleElement().satisfies(joined -> {
            assertThat(joined.conversations()).containsExactly(conversation(2));
            assertThat(joined.view().isOnline()).isTrue();
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
}
