package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [com.meeshy.presence.core.port.PresenceStore] owes about many people at once.
abstract class PresenceListsContract extends PresenceRows {
    @Test
    void oneCallWritesThousands() {
        Doc doc = new Doc();
        List<StoredPresence> states = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            ParticipantId one = ParticipantId.registered(newId());
            doc.user(one.value(), "user" + i);
            states.add(online(one, NOON, 1));
        }
        storage.editor().apply(doc.document());

        storage.presence().write(states);

        assertThat(storage.presence().counts()).isEqualTo(new PresenceCounts(2_500, 2_500, 0, 0));
    }

    @Test
    @Timeout(120)
    void aHundredThousandPeopleAreWrittenSweptAndCounted() {
        assumeTrue(world.holdsCrowds(), "this imitation of a server looks at every document");
        List<StoredPresence> states = new ArrayList<>();
        for (int some = 0; some < 10; some++) {
            Doc doc = new Doc();
            for (int i = 0; i < 10_000; i++) {
                ParticipantId one = ParticipantId.registered(newId());
                doc.user(one.value(), "user" + states.size());
                states.add(online(one, NOON.minusSeconds(states.size()), 1));
            }
            storage.editor().apply(doc.document());
        }

        storage.presence().write(states);

        assertThat(storage.presence().counts()).isEqualTo(new PresenceCounts(100_000, 100_000, 0, 0));
        assertThat(idsOf(storage.presence().onlineAndIdleSince(NOON.minusSeconds(99_990), 100)))
                .isEqualTo(idsOf(states.subList(99_991, 100_000).reversed()));
        assertThat(storage.presence().load(idsOf(states))).hasSize(100_000);
    }

    @Test
    void theIdleAreThoseOnlineWithoutRecentActivityOldestFirst() {
        ParticipantId never = registered("never");
        ParticipantId old = registered("old");
        ParticipantId older = guest("older");
        ParticipantId recent = registered("recent");
        ParticipantId offline = registered("offline");
        write(
                new StoredPresence(never, true, null, null, 1),
                online(old, NOON.minusSeconds(600), 1),
                online(older, NOON.minusSeconds(700), 1),
                online(recent, NOON.minusSeconds(300), 1),
                new StoredPresence(offline, false, null, NOON.minusSeconds(900), 1));

        Instant cutoff = NOON.minusSeconds(300);

        assertThat(idsOf(storage.presence().onlineAndIdleSince(cutoff, 10))).containsExactly(never, older, old);
        assertThat(idsOf(storage.presence().onlineAndIdleSince(cutoff, 2))).containsExactly(never, older);
        assertThat(storage.presence().onlineAndIdleSince(cutoff, 10))
                .contains(online(older, NOON.minusSeconds(700), 1));
    }

    @Test
    void thoseOnlineComeInPagesEachOnce() {
        List<ParticipantId> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ParticipantId one = i % 2 == 0 ? registered("user" + i) : guest("guest" + i);
            write(online(one, NOON.minusSeconds(i), 1));
            expected.add(one);
        }
        registered("offline");

        for (int size = 1; size <= 8; size++) {
            assertThat(allPages(size)).as("pages of %d", size).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(allPages(size)).isEqualTo(allPages(7));
        }
    }

    @Test
    void countsTellUsersFromActiveGuests() {
        ParticipantId alice = registered("alice");
        registered("bob");
        ParticipantId visitor = guest("visitor");
        ParticipantId gone = guest("gone");
        storage.guests().leave(gone.value());
        write(online(alice, NOON, 1), online(visitor, NOON, 1));

        assertThat(storage.presence().counts()).isEqualTo(new PresenceCounts(2, 1, 1, 1));
    }

    private List<ParticipantId> allPages(int size) {
        List<ParticipantId> all = new ArrayList<>();
        List<StoredPresence> page = storage.presence().online(null, size);
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(size);
            all.addAll(idsOf(page));
            page = storage.presence().online(all.getLast(), size);
        }
        return all;
    }
}
