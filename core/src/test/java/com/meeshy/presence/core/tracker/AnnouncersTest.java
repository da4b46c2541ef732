package com.meeshy.presence.core.tracker;

import static com.meeshy.presence.core.world.People.conversation;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.world.Announcements;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One announcer is no matter of another.
@NullUnmarked
class AnnouncersTest {
    private static final Moment NOW = new Moment(Instant.EPOCH, 0);

    private final Announcements viewers = new Announcements();
    private final Announcements others = new Announcements();

    private static PresenceChange change(int version) {
        PresenceView view = new PresenceView(user(1), "one", true, null, null, version);
        return new PresenceChange(view, Set.of(conversation(1)), Cause.ACTIVITY, NOW);
    }

    private static List<PresenceChange> changes(int count) {
        return IntStream.range(0, count).mapToObj(AnnouncersTest::change).toList();
    }

    @Test
    void each_is_told_everything_in_order() {
        try (Announcers announcers = new Announcers(viewers, others)) {
            changes(1_000).forEach(announcers::announce);
            announcers.announceJoined(change(1).view(), Set.of(conversation(2)), NOW);
        }

        assertThat(viewers.take()).isEqualTo(changes(1_000));
        assertThat(others.take()).as("closing waits for who follows").isEqualTo(changes(1_000));
        assertThat(others.takeJoined()).hasSize(1);
    }

    @Test
    void the_viewers_are_told_before_the_call_returns() {
        Stuck stuck = new Stuck();
        try (Announcers announcers = new Announcers(viewers, stuck)) {
            announcers.announce(change(1));
            assertThat(viewers.take()).hasSize(1);
            stuck.release.countDown();
        }
    }

    @Test
    void one_that_throws_breaks_nobody_and_is_told_of_the_next() {
        Faulty faulty = new Faulty();
        try (Announcers announcers = new Announcers(viewers, faulty, others)) {
            changes(3).forEach(announcers::announce);
        }

        assertThat(viewers.take()).hasSize(3);
        assertThat(others.take()).hasSize(3);
        assertThat(faulty.called).hasValue(3);
    }

    @Test
    void of_viewers_that_throw_the_caller_learns_and_the_others_are_told() {
        try (Announcers announcers = new Announcers(new Faulty(), others)) {
            assertThatThrownBy(() -> announcers.announce(change(1))).hasMessage("planted");
        }

        assertThat(others.take()).hasSize(1);
    }

    @Test
    @Timeout(30)
    void one_that_never_returns_delays_nobody_and_holds_so_much_only() {
        Stuck stuck = new Stuck();
        try (Announcers announcers = new Announcers(viewers, stuck, others)) {
            int more = Follower.MOST_WAITING + 1_000;
            changes(more).forEach(announcers::announce);
            assertThat(viewers.take()).hasSize(more);
            await().until(() -> others.count() >= Follower.MOST_WAITING);
            stuck.release.countDown();
            await("what waited, and no more").until(() -> stuck.called.get() >= Follower.MOST_WAITING);
        }
        assertThat(stuck.called.get()).isLessThanOrEqualTo(Follower.MOST_WAITING + 1);
    }

    /// Fails at everything.
    private static class Faulty implements Announcer {
        final AtomicInteger called = new AtomicInteger();

        @Override
        public void announce(PresenceChange change) {
            called.incrementAndGet();
            throw new IllegalStateException("planted");
        }

        @Override
        public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {}

        @Override
        public void announceReturned(PresenceChange change) {}

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}
    }

    /// Does not come back until it is released.
    private static final class Stuck extends Faulty {
        final CountDownLatch release = new CountDownLatch(1);

        @Override
        public void announce(PresenceChange change) {
            called.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
