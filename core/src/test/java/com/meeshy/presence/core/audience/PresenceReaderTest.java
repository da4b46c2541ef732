package com.meeshy.presence.core.audience;

import static com.meeshy.presence.core.world.People.connection;
import static com.meeshy.presence.core.world.People.guest;
import static com.meeshy.presence.core.world.People.participant;
import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.world.Announcements;
import com.meeshy.presence.core.world.ManualClock;
import com.meeshy.presence.core.world.MemoryDirectory;
import com.meeshy.presence.core.world.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceReaderTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory directory = new MemoryDirectory();
    private final Tracker tracker = new Tracker(
            new PresenceRules(
                    new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5)),
            1,
            new PresenceRecorder(store),
            new Announcements(),
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
}
