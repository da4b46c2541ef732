package com.meeshy.presence.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.InvalidImport;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Guests] owes.
abstract class GuestsContract extends HallContract {
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void whoeverJoinsIsFoundByIdAndBySessionAlsoAfterARestart() {
        JoinResult.Joined joined =
                (JoinResult.Joined) storage.guests().join("way-in", new JoinRequest("max", "Max", "Moe", "de"));
        reopen();

        Guest guest = joined.guest();
        assertThat(guest).isEqualTo(new Guest(guest.id(), hall, wayIn, "max", "Max", "Moe", "de", true, true, null));
        assertThat(storage.guests().guest(guest.id())).isEqualTo(guest);
        assertThat(storage.guests().guestBySession(joined.sessionToken())).isEqualTo(guest);
        assertThat(storage.guests().guests(List.of(guest.id(), newId()))).containsExactly(guest);
        assertThat(guest.name()).isEqualTo("Max Moe");
    }

    @Test
    void aSessionTokenCannotBeGuessedAndIsWrittenNowhere() {
        JoinResult.Joined one = (JoinResult.Joined) join("way-in", "one");
        JoinResult.Joined two = (JoinResult.Joined) join("way-in", "two");

        assertThat(one.sessionToken()).startsWith("anon_").hasSizeGreaterThanOrEqualTo(5 + 22);
        assertThat(one.sessionToken()).isNotEqualTo(two.sessionToken());
        assertThat(one.toString()).doesNotContain(one.sessionToken());
    }

    @Test
    void anUnknownSessionIsNobody() {
        joined("way-in", "max");

        assertThat(storage.guests().guestBySession("anon_unknown")).isNull();
        assertThat(storage.guests().guest(newId())).isNull();
        assertThat(storage.guests().refresh("anon_unknown")).isEqualTo(new RefreshResult.UnknownSession());
    }

    @Test
    void aLinkIsFoundByItsLinkIdAndByItsIdentifier() {
        ObjectId id = newId();
        storage.editor()
                .apply(new Doc()
                        .add(new ImportDocument.Link(
                                id.toString(), "mshy_x", "come-in", hall.toString(), true, "2027-01-01T00:00:00Z", 5))
                        .document());
        ShareLink expected =
                new ShareLink(id, "mshy_x", "come-in", hall, true, Instant.parse("2027-01-01T00:00:00Z"), 5);

        assertThat(storage.guests().link("mshy_x")).isEqualTo(expected);
        assertThat(storage.guests().link("come-in")).isEqualTo(expected);
        assertThat(storage.guests().link("nowhere")).isNull();
    }

    @Test
    void anUnknownLinkLetsNobodyIn() {
        assertThat(join("nowhere", "max")).isEqualTo(new JoinResult.UnknownLink());
    }

    @Test
    void aLinkLetsInUntilTheMomentItExpires() {
        expiring("short", NOON.plusSeconds(10));
        assertThat(join("short", "early")).isInstanceOf(JoinResult.Joined.class);

        world.moveClockTo(NOON.plusSeconds(10));

        assertThat(join("short", "late")).isEqualTo(new JoinResult.ExpiredLink());
    }

    @Test
    void anInactiveLinkOrConversationLetsNobodyIn() {
        storage.editor()
                .apply(new Doc()
                        .add(new ImportDocument.Link(
                                newId().toString(), "closed", null, hall.toString(), false, null, null))
                        .document());
        assertThat(join("closed", "max")).isEqualTo(new JoinResult.InactiveLink());

        storage.editor()
                .apply(new Doc()
                        .add(new ImportDocument.Talk(hall.toString(), "hall", "group", null, false, null))
                        .document());
        assertThat(join("way-in", "max")).isEqualTo(new JoinResult.InactiveLink());
    }

    @Test
    void theHashOfASessionTokenOpensNothing() {
        JoinResult.Joined max = (JoinResult.Joined) join("way-in", "max");
        String hash = SessionToken.hashed(max.sessionToken());

        assertThat(storage.guests().guestBySession(max.sessionToken())).isEqualTo(max.guest());
        assertThat(storage.guests().guestBySession(hash)).isNull();
        assertThat(storage.guests().guestsBySession(List.of(hash, max.sessionToken())))
                .isEqualTo(Map.of(max.sessionToken(), max.guest()));
        assertThat(storage.guests().refresh(hash)).isEqualTo(new RefreshResult.UnknownSession());
    }

    @Test
    void anImportedSessionTokenOpensAndItsHashDoesNot() {
        ObjectId link = link(hall, "import-link");
        ObjectId id = newId();
        ImportDocument document =
                new Doc().guest(id, link, "visitor", "anon_from_elsewhere").document();

        assertThat(storage.editor().apply(document).anonymousParticipants().created())
                .isEqualTo(1);
        assertThat(storage.editor().apply(document).anonymousParticipants().unchanged())
                .isEqualTo(1);

        assertThat(present(storage.guests().guestBySession("anon_from_elsewhere"))
                        .id())
                .isEqualTo(id);
        String hash = SessionToken.hashed("anon_from_elsewhere");
        assertThat(storage.guests().guestBySession(hash)).isNull();
        assertThatThrownBy(() -> storage.editor()
                        .apply(new Doc().guest(newId(), link, "thief", hash).document()))
                .isInstanceOf(InvalidImport.class);
        assertThatThrownBy(() -> storage.editor()
                        .apply(new Doc()
                                .guest(newId(), link, "twin", "anon_from_elsewhere")
                                .document()))
                .isInstanceOf(InvalidImport.class);
    }

    @Test
    void ofManyWithOneNicknameOneGetsIn() throws Exception {
        assertThat(joinedOf(joinAtOnce("way-in", 40, "max"))).hasSize(1);
    }

    @Test
    void neverMoreComeInThanTheLinkAllows() throws Exception {
        storage.editor()
                .apply(new Doc().link(newId(), "small", hall.value(), null, 3).document());

        List<JoinResult> results = joinAtOnce("small", 40, null);

        assertThat(joinedOf(results)).hasSize(3);
        assertThat(results).filteredOn(new JoinResult.Full(3)::equals).hasSize(37);

        storage.guests().leave(joinedOf(results).getFirst().guest().id());
        assertThat(join("small", "next")).isInstanceOf(JoinResult.Joined.class);
    }

    @Test
    void leavingEndsTheSessionOnce() {
        JoinResult.Joined max = (JoinResult.Joined) join("way-in", "max");

        assertThat(storage.guests().leave(max.guest().id())).isTrue();
        assertThat(storage.guests().leave(max.guest().id())).isFalse();
        assertThat(storage.guests().leave(newId())).isFalse();

        assertThat(storage.guests().refresh(max.sessionToken()))
                .isEqualTo(new RefreshResult.Refused(Guest.Admission.CLOSED));
    }

    @Test
    void aSessionIsRefreshedWhileGuestAndLinkAreGood() {
        expiring("short", NOON.plusSeconds(10));
        JoinResult.Joined max = (JoinResult.Joined) join("short", "max");
        assertThat(storage.guests().refresh(max.sessionToken())).isEqualTo(new RefreshResult.Refreshed(max.guest()));

        world.moveClockTo(NOON.plusSeconds(10));

        assertThat(storage.guests().refresh(max.sessionToken()))
                .isEqualTo(new RefreshResult.Refused(Guest.Admission.EXPIRED_LINK));
    }

    @Test
    void theIdleAreClosedButNotTheLive() {
        Guest idle = joined("way-in", "idle");
        Guest live = joined("way-in", "live");
        Guest active = joined("way-in", "active");
        Guest storedOnline = joined("way-in", "stored-online");
        Guest left = joined("way-in", "left");
        storage.guests().leave(left.id());
        world.moveClockTo(NOON.plus(DAY).plusSeconds(1));
        storage.presence()
                .write(List.of(
                        new StoredPresence(active.participant(), false, world.now(), world.now(), 1),
                        new StoredPresence(storedOnline.participant(), true, null, NOON, 1)));

        List<Guest> closed = storage.guests().closeIdle(world.now().minus(DAY), id -> id.equals(live.participant()));

        assertThat(closed).extracting(Guest::id).containsExactly(idle.id());
        assertThat(closed.getFirst().active()).isFalse();
        assertThat(storage.guests().guests(List.of(idle.id(), live.id(), active.id(), storedOnline.id())))
                .filteredOn(Guest::active)
                .extracting(Guest::id)
                .containsExactlyInAnyOrder(live.id(), active.id(), storedOnline.id());
        assertThat(storage.guests().closeIdle(world.now().minus(DAY), id -> id.equals(live.participant())))
                .isEmpty();
    }

    @Test
    void whoeverBecomesActiveWhileTheIdleAreClosedStays() {
        Guest back = joined("way-in", "back");
        world.moveClockTo(NOON.plus(DAY).plusSeconds(1));
        StoredPresence online = new StoredPresence(back.participant(), true, null, world.now(), 1);

        List<Guest> closed = storage.guests().closeIdle(world.now().minus(DAY), _ -> {
            storage.presence().write(List.of(online));
            return false;
        });

        assertThat(closed).isEmpty();
        assertThat(storage.directory().members(List.of(hall)).get(hall)).containsExactly(back.participant());
    }

    @Test
    void expiredLinksAreDeactivatedOnceAndNeverDeleted() {
        expiring("short", NOON.plusSeconds(10));
        expiring("long", NOON.plusSeconds(20));
        Guest inside = joined("short", "inside");

        assertThat(storage.guests().deactivateExpiredLinks(NOON.plusSeconds(9))).isEmpty();
        assertThat(storage.guests().deactivateExpiredLinks(NOON.plusSeconds(10)))
                .extracting(ShareLink::linkId, ShareLink::active)
                .containsExactly(tuple("short", false));
        assertThat(storage.guests().deactivateExpiredLinks(NOON.plusSeconds(10)))
                .isEmpty();

        assertThat(storage.guests().link("short")).extracting(ShareLink::active).isEqualTo(false);
        assertThat(storage.guests().guest(inside.id()))
                .extracting(Guest::linkActive)
                .isEqualTo(false);
    }

    private void expiring(String linkId, Instant expiresAt) {
        storage.editor()
                .apply(new Doc()
                        .link(newId(), linkId, hall.value(), expiresAt, null)
                        .document());
    }

    private List<JoinResult> joinAtOnce(String linkId, int people, @Nullable String nickname) throws Exception {
        List<Future<JoinResult>> wishes = new ArrayList<>();
        try (ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < people; i++) {
                JoinRequest request = new JoinRequest(nickname, null, null, null);
                wishes.add(doors.submit(() -> storage.guests().join(linkId, request)));
            }
        }
        List<JoinResult> results = new ArrayList<>();
        for (Future<JoinResult> wish : wishes) {
            results.add(wish.get(1, SECONDS));
        }
        return results;
    }

    private static List<JoinResult.Joined> joinedOf(List<JoinResult> results) {
        return results.stream()
                .filter(JoinResult.Joined.class::isInstance)
                .map(JoinResult.Joined.class::cast)
                .toList();
    }
}
