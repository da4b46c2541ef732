package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.UserPatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Guests] owes to those whose name a guest might take.
abstract class GuestNamesContract extends HallContract {
    @Test
    void aNicknameIsTakenByAnActiveGuestWhateverItsCase() {
        Guest max = joined("way-in", "max");
        joined("way-in", "max2");

        assertThat(join("way-in", "MAX")).isEqualTo(new JoinResult.NameTaken("MAX3"));

        storage.guests().leave(max.id());
        assertThat(join("way-in", "MAX")).isInstanceOf(JoinResult.Joined.class);
    }

    @Test
    void aNicknameIsTakenByAMemberOfTheConversationOnly() {
        ObjectId alice = user("alice");
        assertThat(join("way-in", "alice")).isInstanceOf(JoinResult.Joined.class);

        link(conversation("team", alice), "team-link");
        assertThat(join("team-link", "Alice")).isEqualTo(new JoinResult.NameTaken("Alice2"));
    }

    @Test
    void withoutANicknameOneIsMadeThatIsFree() {
        joined("way-in", "anna_petit");

        assertThat(joinedAs("Anna", "Petit").username()).isEqualTo("anna_petit2");
        assertThat(storage.guests().join("way-in", new JoinRequest(" ", null, null, null)))
                .extracting(result -> ((JoinResult.Joined) result).guest().username())
                .isEqualTo("guest");
    }

    @Test
    void nobodyIsShownByTheNameOfAMember() {
        ObjectId alice = newId();
        storage.editor()
                .apply(new Doc().user(alice, "amartin", "Alice Martin", null).document());
        link(conversation("team", alice), "team-link");

        List<JoinRequest> wishes = List.of(
                new JoinRequest("nina", "Alice", "Martin", null),
                new JoinRequest(null, "ALICE", "martin", null),
                new JoinRequest("nina", "Alice Martin", " ", null),
                new JoinRequest("Alice  Martin", null, null, null),
                new JoinRequest("\uff21lice\u00a0\uff2dartin", null, null, null),
                new JoinRequest("nina", null, "AMARTIN", null));
        for (JoinRequest wish : wishes) {
            assertThat(storage.guests().join("team-link", wish))
                    .as("%s", wish)
                    .isInstanceOf(JoinResult.NameTaken.class);
        }
    }

    @Test
    void nobodyIsShownByTheNameOfAnActiveGuest() {
        Guest anna = joinedAs("Anna", "Petit");

        assertThat(join("way-in", "anna petit")).isInstanceOf(JoinResult.NameTaken.class);
        assertThat(joinAs("zoe", "ANNA", "PETIT")).isInstanceOf(JoinResult.NameTaken.class);

        storage.guests().leave(anna.id());
        assertThat(joinAs("zoe", "ANNA", "PETIT")).isInstanceOf(JoinResult.Joined.class);
    }

    @Test
    void aNamesakeComesInByTheSuggestedNickname() {
        joinedAs("Anna", "Petit");

        JoinResult refused = joinAs(null, "Anna", "Petit");
        assertThat(refused).isEqualTo(new JoinResult.NameTaken("anna_petit2"));

        JoinResult joined = joinAs("anna_petit2", "Anna", "Petit");
        assertThat(joined).isInstanceOf(JoinResult.Joined.class);
        assertThat(((JoinResult.Joined) joined).guest().name()).isEqualTo("anna_petit2");
        assertThat(joinAs("anna_petit2", "Anna", "Petit")).isEqualTo(new JoinResult.NameTaken("anna_petit3"));
    }

    @Test
    void aNewNameOfAMemberIsTakenAndTheOldOneFree() {
        ObjectId alice = newId();
        storage.editor().apply(new Doc().user(alice, "amartin", "Alice", null).document());
        link(conversation("team", alice), "team-link");

        storage.editor().patchUser(alice, new UserPatch(null, "Élise", null, null));

        assertThat(join("team-link", "ÉLISE")).isInstanceOf(JoinResult.NameTaken.class);
        assertThat(join("team-link", "Amartin")).isInstanceOf(JoinResult.NameTaken.class);
        assertThat(join("team-link", "Alice")).isInstanceOf(JoinResult.Joined.class);

        storage.editor().patchUser(alice, new UserPatch(false, null, null, null));
        assertThat(join("team-link", "Élise")).isInstanceOf(JoinResult.Joined.class);
    }

    @Test
    void inACrowdUsernamesAndThoseConnectedAreComparedAtLeast() {
        List<ObjectId> people = new ArrayList<>();
        Doc doc = new Doc();
        for (int i = 0; i <= MemberQuery.CROWD; i++) {
            people.add(newId());
            doc.user(people.getLast(), "person" + i, "Person " + i, null);
        }
        storage.editor().apply(doc.document());
        link(conversation("crowd", people.toArray(ObjectId[]::new)), "crowd-link");

        assertThat(join("crowd-link", "Person1000")).isInstanceOf(JoinResult.NameTaken.class);
        assertThat(storage.guests()
                        .join(
                                "crowd-link",
                                new JoinRequest("nina", "Person", "500", null),
                                (_, key) -> key.equals("person 500")))
                .isInstanceOf(JoinResult.NameTaken.class);
        assertThat(join("crowd-link", "nina")).isInstanceOf(JoinResult.Joined.class);
        assertThat(join("crowd-link", "NINA")).isInstanceOf(JoinResult.NameTaken.class);
    }

    private Guest joinedAs(String firstName, String lastName) {
        return ((JoinResult.Joined) joinAs(null, firstName, lastName)).guest();
    }

    private JoinResult joinAs(@Nullable String nickname, String firstName, String lastName) {
        return storage.guests().join("way-in", new JoinRequest(nickname, firstName, lastName, null));
    }
}
