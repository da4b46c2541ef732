package com.meeshy.presence.core.audience;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.conversation;
import static com.meeshy.presence.core.world.People.guest;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryDirectory;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceReaderTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory directory = new MemoryDirectory();
    private final Tracker tracker = Tracker.started(
            new PresenceRules(
                    new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3)),
            1,
            Effects.of(new PresenceRecorder(store), new Announcements()),
            clock);
    private final PresenceReader reader =
            new PresenceReader(tracker, directory, new ParticipantLoader(directory, store));

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void aViewerSeesThoseWhoShareAConversationOnceAndNobodyElse() {
        Participant alice = directory.add(participant(user(1), 1, 2));
        directory.add(participant(user(2), 1, 2));
        directory.add(participant(guest(3), 2));
        directory.add(participant(user(4), 3));

        assertThat(reader.visibleTo(alice))
                .extracting(PresenceView::id)
                .containsExactlyInAnyOrder(user(1), user(2), guest(3));
    }

    @Test
    void whatIsLiveWinsOverWhatIsStored() throws Exception {
        Participant bob = directory.add(participant(user(2), 1));
        store.put(new StoredPresence(bob.id(), false, clock.instant(), null, 1));
        tracker.connected(new Known(bob, store.get(bob.id())), connection(1)).get(10, TimeUnit.SECONDS);

        assertThat(reader.of(List.of(bob.id())))
                .singleElement()
                .satisfies(view -> assertThat(view.isOnline()).isTrue());
    }

    @Test
    void whoIsNotLiveIsReadFromTheStoreAndTheUnknownAreLeftOut() {
        ParticipantId bob = directory.add(participant(user(2), 1)).id();
        ParticipantId carol = directory.add(participant(user(3), 1)).id();
        store.put(new StoredPresence(bob, false, clock.instant(), clock.instant(), 9));

        assertThat(reader.of(List.of(bob, carol, user(99))))
                .containsExactlyInAnyOrder(
                        new PresenceView(bob, "Name 2", false, clock.instant(), clock.instant(), 9),
                        new PresenceView(carol, "Name 3", false, null, null, 0));
    }

    @Test
    void whoComesBackIsToldOnlyWhatItMissed() throws Exception {
        Participant alice = directory.add(participant(user(1), 1, 2));
        Participant bob = directory.add(participant(user(2), 1));
        Participant carol = directory.add(participant(user(3), 2));
        connect(bob, 1);
        clock.advance(Duration.ofMinutes(10));
        long mark = clock.millis();
        clock.advance(Duration.ofMinutes(1));
        connect(carol, 2);

        assertThat(missed(alice, mark, alice.conversations()))
                .extracting(PresenceView::id)
                .containsExactly(user(3));
    }

    @Test
    void whoCannotBeToldWhatItMissedGetsEverything() throws Exception {
        Participant alice = directory.add(participant(user(1), 1, 2));
        Participant bob = directory.add(participant(user(2), 1));
        connect(bob, 1);
        long beforeTheStart = clock.millis();
        clock.advance(Duration.ofMinutes(10));
        long mark = clock.millis();

        assertThat(reader.missedSince(alice, beforeTheStart, alice.conversations()))
                .as("changes of an earlier process are not known")
                .isNull();
        assertThat(reader.missedSince(alice, Long.MIN_VALUE, alice.conversations()))
                .as("an absurd mark")
                .isNull();
        assertThat(reader.missedSince(alice, mark, Set.of(conversation(1))))
                .as("it followed other conversations")
                .isNull();
        tracker.membersChanged(Set.of(conversation(2)));
        assertThat(reader.missedSince(alice, mark, alice.conversations()))
                .as("somebody joined or left meanwhile")
                .isNull();
    }

    @Test
    void aMarkOfAClockThatWasAheadIsNotBelieved() throws Exception {
        Participant alice = directory.add(participant(user(1), 1));
        connect(directory.add(participant(user(2), 1)), 1);

        assertThat(reader.missedSince(alice, clock.millis() + 60_001, alice.conversations()))
                .isNull();
        assertThat(reader.missedSince(alice, Long.MAX_VALUE, alice.conversations()))
                .isNull();
        assertThat(new Digests(tracker, clock).of(conversation(1)).recent()).containsExactly(user(2));
    }

    @Test
    void whoWasToldByAClockThatWasAheadIsStillCoveredByDigests() throws Exception {
        clock.jump(Duration.ofHours(1));
        connect(directory.add(participant(user(2), 1)), 1);
        long told = requireNonNull(tracker.live(user(2))).version();
        clock.jump(Duration.ofHours(-1));
        connect(directory.add(participant(user(3), 1)), 1);
        PresenceDigest digest = new Digests(tracker, clock).of(conversation(1));

        List<PresenceView> known = new ArrayList<>();
        tracker.attendance().forEach(conversation(1), known::add);
        assertThat(digest.recent()).isEmpty();
        assertThat(digest.count()).isEqualTo(2);
        assertThat(digest.until().toEpochMilli()).isEqualTo(told);
        assertThat(digest.agreesWith(known)).isTrue();
        known.removeIf(each -> each.id().equals(user(3)));
        assertThat(digest.agreesWith(known)).as("who missed somebody finds out").isFalse();
    }

    @Test
    void whatWasForgottenByAnyClockIsNotClaimedToBeKnown() throws Exception {
        Participant alice = directory.add(participant(user(1), 1));
        long mark = clock.millis() + 1_000;
        clock.advance(Duration.ofMinutes(5));
        tracker.membersChanged(Set.of(conversation(1)));
        clock.jump(Duration.ofHours(1));
        clock.advance(Duration.ofSeconds(6));
        connect(directory.add(participant(user(2), 2)), 1);
        clock.jump(Duration.ofHours(-1));

        assertThat(reader.missedSince(alice, mark, alice.conversations()))
                .as("an hour of a wrong clock made nobody forget that somebody joined")
                .isNull();
    }

    @Test
    void theMembersOfEachConversationComeWithTheSnapshot() {
        Participant alice = directory.add(participant(user(1), 1, 2));
        directory.add(participant(user(2), 1));
        directory.add(participant(user(3), 2));

        Snapshot snapshot = reader.snapshot(alice);

        assertThat(snapshot.complete()).isTrue();
        assertThat(snapshot.members())
                .containsEntry(conversation(1), Set.of(user(1), user(2)))
                .containsEntry(conversation(2), Set.of(user(1), user(3)));
        assertThat(reader.snapshotOf(alice, Set.of(conversation(2))).views())
                .as("what became visible, and oneself")
                .extracting(PresenceView::id)
                .containsExactlyInAnyOrder(user(1), user(3));
        assertThat(reader.snapshotOf(conversation(1)).views()).hasSize(2);
    }

    @Test
    void ofALargeConversationOnlyThoseConnectedAreShownToWhoeverOpensIt() throws Exception {
        PresenceReader withCrowds = new PresenceReader(
                tracker,
                directory,
                new ParticipantLoader(directory, store),
                new VisibilityRule(conversation(1)::equals));
        Participant alice = directory.add(participant(user(1), 1, 2));
        directory.add(participant(user(3), 1));
        connect(directory.add(participant(user(2), 1)), 1);

        assertThat(withCrowds.visibleTo(alice)).extracting(PresenceView::id).containsExactly(user(1));
        assertThat(withCrowds.crowd(conversation(1)))
                .extracting(PresenceView::id)
                .containsExactly(user(2));
    }

    private List<PresenceView> missed(Participant viewer, long mark, Set<ConversationId> followed) {
        Snapshot missed = reader.missedSince(viewer, mark, followed);
        assertThat(missed).isNotNull();
        return missed == null ? List.of() : missed.views();
    }

    private void connect(Participant participant, int number) throws Exception {
        tracker.connected(new Known(participant, store.get(participant.id())), connection(number))
                .get(10, TimeUnit.SECONDS);
    }
}
