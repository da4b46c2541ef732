package com.meeshy.presence.core.audience;

import static com.meeshy.presence.core.world.People.conversation;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.CrowdChange;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryDirectory;
import com.meeshy.presence.core.world.MemoryStore;
import com.meeshy.presence.core.world.SteppedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// SPEC §3.9, with conversation 1 the global one and conversations above 3 connected members large.
class CrowdsTest {
    private static final ConversationId GLOBAL = conversation(1);

    private final ManualClock clock = new ManualClock();
    private final Announcements individual = new Announcements();
    private final Heard heard = new Heard();
    private final Later crowds = new Later();
    private final MemoryStore store = new MemoryStore();
    private final SteppedNode node = new SteppedNode(clock, store, new MemoryDirectory(), crowds, TruthMeter.NONE);

    CrowdsTest() {
        crowds.become(new Crowds(individual, heard, node.attendance(), GLOBAL::equals, 3, clock));
    }

    @Test
    void membersOfTheGlobalConversationHearThroughTheOrdinaryOnesOnly() throws Exception {
        node.connect(participant(user(1), 1, 2), 1);

        assertThat(individual.take())
                .singleElement()
                .satisfies(change -> assertThat(change.audience()).containsExactly(conversation(2)));
    }

    @Test
    void thoseWhoOpenedItHearTheLatestStateOnceInASecond() throws Exception {
        node.connect(participant(user(1), 1), 1);
        node.close(user(1), 1, Ending.GOODBYE);
        node.connect(participant(user(1), 1), 2);
        node.connect(participant(user(2), 1), 3);
        crowds.now().tick();
        node.close(user(2), 3, Ending.GOODBYE);
        crowds.now().tick();

        assertThat(heard.batches).hasSize(1);
        assertThat(heard.batches.getFirst())
                .extracting(CrowdChange::view)
                .extracting(PresenceView::id, PresenceView::isOnline)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(user(1), true),
                        org.assertj.core.groups.Tuple.tuple(user(2), true));

        clock.advance(Duration.ofSeconds(1));
        crowds.now().tick();

        assertThat(heard.batches).hasSize(2);
    }

    @Test
    void whoeverHasLeftMeanwhileIsNotInTheBatch() throws Exception {
        node.connect(participant(user(1), 1), 1);
        node.connect(participant(user(2), 1), 2);

        node.tracker().update(participant(user(1)));
        node.step();
        crowds.now().tick();

        assertThat(heard.batches)
                .singleElement()
                .satisfies(batch -> assertThat(batch)
                        .extracting(change -> change.view().id())
                        .containsExactly(user(2)));
    }

    @Test
    void whoeverReturnsWithoutAnAnnouncementIsInTheBatch() throws Exception {
        Instant lately = clock.instant().minusSeconds(20);
        store.put(new StoredPresence(user(1), true, null, lately, lately.toEpochMilli()));

        node.connect(participant(user(1), 1, 2), 1);
        crowds.now().tick();

        assertThat(individual.take()).as("nothing changed").isEmpty();
        assertThat(heard.batches)
                .singleElement()
                .satisfies(batch -> assertThat(batch)
                        .extracting(change -> change.view().id())
                        .containsExactly(user(1)));
    }

    @Test
    void allMembersHearHowManyAreThereWhenItChangedAndAtMostOnceInFiveSeconds() throws Exception {
        for (int second = 0; second < 10; second++) {
            node.connect(participant(user(second), 1), second);
            crowds.now().tick();
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofSeconds(5));
        crowds.now().tick();
        clock.advance(Duration.ofSeconds(5));
        crowds.now().tick();

        assertThat(heard.counts).containsExactly(1, 6, 10);
    }

    @Test
    void thoseWhoHeardOfItInAnOrdinaryConversationAreNotToldAgain() throws Exception {
        node.connect(participant(user(1), 1, 2), 1);
        node.tracker().update(participant(user(1), 2));
        node.connect(participant(user(2), 1, 2, 3), 2);
        crowds.now().tick();

        assertThat(heard.batches)
                .singleElement()
                .satisfies(batch -> assertThat(batch).singleElement().satisfies(change -> {
                    assertThat(change.view().id())
                            .as("who left is told no more of")
                            .isEqualTo(user(2));
                    assertThat(change.large()).containsExactly(GLOBAL);
                    assertThat(change.told()).containsExactlyInAnyOrder(conversation(2), conversation(3));
                }));
    }

    @Test
    void aNewcomerHearsTheCountAtOnceAndEverybodyTheSameInTheEnd() throws Exception {
        List<Integer> newcomer = new ArrayList<>();
        node.connect(participant(user(1), 1, 2), 1);
        crowds.now().tick();
        node.connect(participant(user(2), 1, 2), 2);
        crowds.now().tellCounts(List.of(GLOBAL, conversation(2)), (conversation, online, at) -> newcomer.add(online));
        node.close(user(2), 2, Ending.GOODBYE);
        crowds.now().tick();
        assertThat(newcomer).as("of the large one alone").containsExactly(2);
        assertThat(heard.counts).containsExactly(1);

        clock.advance(Duration.ofSeconds(5));
        crowds.now().tick();
        assertThat(heard.counts).as("the newcomer believes 2").containsExactly(1, 1);
        clock.advance(Duration.ofSeconds(5));
        crowds.now().tick();
        assertThat(heard.counts).containsExactly(1, 1);
    }

    @Test
    void whoIsOnlineIsCountedWhateverBecomesOfThem() throws Exception {
        node.connect(participant(user(1), 1), 1);
        node.connect(participant(user(1), 1), 2);
        node.connect(participant(user(2), 1), 3);
        node.connect(participant(user(3), 2), 4);
        assertThat(node.attendance().onlineCount(GLOBAL)).isEqualTo(2);
        node.tracker().update(participant(user(3), 1));
        node.tracker().update(participant(user(2), 2));
        node.close(user(1), 1, Ending.GOODBYE);
        assertThat(node.attendance().onlineCount(GLOBAL)).isEqualTo(2);
        node.close(user(1), 2, Ending.GOODBYE);
        node.close(user(3), 4, Ending.LOST);
        assertThat(node.attendance().onlineCount(GLOBAL)).as("in grace").isEqualTo(1);
        node.advance(Duration.ofSeconds(5));
        assertThat(node.attendance().onlineCount(GLOBAL)).isZero();
        assertThat(node.attendance().online(conversation(2))).hasSize(1);
        assertThat(node.attendance().onlineCount(conversation(2))).isEqualTo(1);
    }

    @Test
    void aConversationIsLargeWhileManyAreConnected() throws Exception {
        for (int i = 0; i < 4; i++) {
            node.connect(participant(user(i), 2), i);
        }
        assertThat(crowds.now().isLarge(conversation(2))).isTrue();
        assertThat(individual.take().getLast().audience()).isEmpty();

        node.close(user(0), 0, Ending.GOODBYE);
        crowds.now().tick();
        assertThat(crowds.now().isLarge(conversation(2))).as("3 are still near").isTrue();

        node.close(user(1), 1, Ending.GOODBYE);
        node.close(user(2), 2, Ending.GOODBYE);
        crowds.now().tick();
        assertThat(crowds.now().isLarge(conversation(2))).isFalse();
        assertThat(heard.sizes).containsExactly(true, false);
    }

    @Test
    void refusesALimitThatMakesEverythingLarge() {
        assertThatThrownBy(() -> new Crowds(individual, heard, new Attendance(), GLOBAL::equals, 0, clock))
                .hasMessageContaining("at least 1 member");
    }

    /// Tracker and crowds know each other: the one is made before the other.
    private static final class Later implements com.meeshy.presence.core.port.Announcer {
        private final List<Crowds> crowds = new ArrayList<>();

        void become(Crowds now) {
            crowds.add(now);
        }

        Crowds now() {
            return crowds.getFirst();
        }

        @Override
        public void announce(PresenceChange change) {
            now().announce(change);
        }

        @Override
        public void announceReturned(PresenceChange change) {
            now().announceReturned(change);
        }

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
            now().announceLeft(view, left, remaining);
        }
    }

    private static final class Heard implements CrowdAnnouncer {
        private final List<Collection<CrowdChange>> batches = new ArrayList<>();
        private final List<Integer> counts = new ArrayList<>();
        private final List<Boolean> sizes = new ArrayList<>();

        @Override
        public void announceToOpeners(Collection<CrowdChange> changed) {
            batches.add(changed);
        }

        @Override
        public void announceCount(ConversationId conversation, int onlineCount, Instant updatedAt) {
            counts.add(onlineCount);
        }

        @Override
        public void announceSize(ConversationId conversation, boolean isLarge) {
            sizes.add(isLarge);
        }
    }
}
