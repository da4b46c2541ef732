package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.presence.storage.model.UserPatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [com.meeshy.presence.core.port.Directory] owes.
abstract class DirectoryContract extends StoreContract {

    @Test
    void participantsComeWithTheirNameAndActiveConversations() {
        ObjectId alice = newId();
        storage.editor().apply(new Doc().user(alice, "alice", "Alice A.", null).document());
        ConversationId team = conversation("team", alice);
        ConversationId hall = conversation("hall", alice);
        conversation("elsewhere");
        link(hall, "way-in");
        ParticipantId visitor = joined("way-in", "visitor").participant();
        ParticipantId registered = ParticipantId.registered(alice);

        assertThat(storage.directory().participants(List.of(registered, visitor)))
                .isEqualTo(Map.of(
                        registered, new Participant(registered, "Alice A.", Set.of(team, hall)),
                        visitor, new Participant(visitor, "visitor", Set.of(hall))));
    }

    @Test
    void anAccountWithoutAnyOptionalFieldHasItsUsernameForAName() {
        ObjectId old = newId();
        world.putBareUser(old, "old-timer");
        ConversationId team = conversation("team", old);

        assertThat(participant(ParticipantId.registered(old)))
                .isEqualTo(new Participant(ParticipantId.registered(old), "old-timer", Set.of(team)));
    }

    @Test
    void theUnknownAreAbsent() {
        ParticipantId nobody = ParticipantId.registered(newId());

        assertThat(storage.directory().participants(List.of(nobody))).isEmpty();
        assertThat(storage.directory().participants(List.of())).isEmpty();
        assertThat(storage.directory().members(List.of(new ConversationId(newId()))))
                .isEmpty();
    }

    @Test
    void membersAreTheActiveUsersAndGuestsOfEachConversation() {
        ObjectId alice = user("alice");
        ObjectId bob = user("bob");
        ConversationId team = conversation("team", alice, bob);
        ConversationId hall = conversation("hall", bob);
        ConversationId empty = conversation("empty");
        link(hall, "way-in");
        ParticipantId visitor = joined("way-in", "visitor").participant();

        assertThat(storage.directory().members(List.of(team, hall, empty)))
                .isEqualTo(Map.of(
                        team, Set.of(ParticipantId.registered(alice), ParticipantId.registered(bob)),
                        hall, Set.of(ParticipantId.registered(bob), visitor),
                        empty, Set.of()));
    }

    @Test
    void whoeverLeftIsNoMember() {
        ObjectId alice = user("alice");
        ObjectId bob = user("bob");
        ConversationId hall = conversation("hall", alice, bob);
        link(hall, "way-in");
        Guest visitor = joined("way-in", "visitor");

        storage.editor().removeMember(hall, alice);
        storage.guests().leave(visitor.id());

        assertThat(storage.directory().members(List.of(hall)).get(hall)).containsExactly(ParticipantId.registered(bob));
        assertThat(conversationsOf(ParticipantId.registered(alice))).isEmpty();
        assertThat(conversationsOf(visitor.participant())).isEmpty();
    }

    @Test
    void aDeactivatedUserIsNobodysMemberButStillFound() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);

        storage.editor().patchUser(alice, new UserPatch(false, null, null, null));

        assertThat(storage.directory().members(List.of(team))).isEqualTo(Map.of(team, Set.of()));
        assertThat(participant(ParticipantId.registered(alice))).isNotNull();
        assertThat(conversationsOf(ParticipantId.registered(alice))).isEmpty();
    }

    @Test
    void anInactiveConversationCountsForNothing() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);

        storage.editor()
                .apply(new Doc()
                        .add(new ImportDocument.Talk(team.toString(), "team", "group", null, false, List.of()))
                        .document());

        assertThat(storage.directory().members(List.of(team))).isEmpty();
        assertThat(conversationsOf(ParticipantId.registered(alice))).isEmpty();
    }

    @Test
    void aMemberWhoDoesNotExistIsLeftOut() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);
        world.listUnknownMember(team, newId());

        assertThat(storage.directory().members(List.of(team)).get(team))
                .containsExactly(ParticipantId.registered(alice));
    }

    @Test
    void aMemberListedTwiceCountsOnce() {
        assumeTrue(world.holdsDuplicateMembers(), "this store cannot hold a membership twice");
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);
        world.listMemberAgain(team, alice);

        assertThat(storage.directory().members(List.of(team)).get(team))
                .containsExactly(ParticipantId.registered(alice));
        assertThat(conversationsOf(ParticipantId.registered(alice))).containsExactly(team);
        assertThat(storage.conversations().of(ParticipantId.registered(alice), 9))
                .hasSize(1);
        assertThat(storage.conversations().members(team, MemberQuery.everybody()))
                .hasSize(1);

        storage.editor().removeMember(team, alice);
        assertThat(storage.conversations().membership(team, ParticipantId.registered(alice)))
                .isEqualTo(Membership.NO_LONGER);
    }

    private Set<ConversationId> conversationsOf(ParticipantId id) {
        Participant participant = participant(id);
        return participant == null ? Set.of() : participant.conversations();
    }

    private @Nullable Participant participant(ParticipantId id) {
        return storage.directory().participants(List.of(id)).get(id);
    }
}
