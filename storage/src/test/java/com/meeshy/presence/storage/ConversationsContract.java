package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.StoredMessage;
import com.meeshy.presence.storage.model.UserPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Conversations] owes.
abstract class ConversationsContract extends StoreContract {

    @Test
    void theGlobalConversationsAreThoseActiveOfThatType() {
        conversation("team");
        Doc doc = new Doc();
        ConversationId everybody = new ConversationId(newId());
        doc.add(new ImportDocument.Talk(everybody.toString(), "everybody", "global", null, null, null));
        storage.editor().apply(doc.document());

        assertThat(storage.conversations().globals()).containsExactly(everybody);
    }

    @Test
    void aConversationIsFoundByIdAndByIdentifier() {
        ConversationId team = conversation("team");
        Conversation expected = new Conversation(team, "team", "group", null, true, null);

        assertThat(storage.conversations().conversation(team.toString())).isEqualTo(expected);
        assertThat(storage.conversations().conversation("team")).isEqualTo(expected);
        assertThat(storage.conversations().conversation("nowhere")).isNull();
        assertThat(storage.conversations().conversation(newId().toString())).isNull();
    }

    @Test
    void theConversationsOfAMemberComeLatestMessageFirst() {
        ObjectId alice = user("alice");
        ObjectId bob = user("bob");
        ConversationId silent = conversation("silent", alice);
        ConversationId early = conversation("early", alice, bob);
        ConversationId late = conversation("late", alice);
        conversation("others", bob);
        message(early, alice);
        world.moveClockTo(NOON.plusSeconds(60));
        message(late, alice);

        List<Conversation> found = storage.conversations().of(ParticipantId.registered(alice), 9);

        assertThat(found).extracting(Conversation::id).containsExactly(late, early, silent);
        assertThat(found.get(1).lastMessageAt()).isEqualTo(NOON);
        assertThat(storage.conversations().of(ParticipantId.registered(alice), 2))
                .extracting(Conversation::id)
                .containsExactly(late, early);
    }

    @Test
    void aGuestHasOneConversation() {
        ConversationId hall = conversation("hall");
        link(hall, "way-in");
        Guest visitor = joined("way-in", "visitor");

        assertThat(storage.conversations().of(visitor.participant(), 9))
                .extracting(Conversation::id)
                .containsExactly(hall);
    }

    @Test
    void sizesCountActiveMembersAndGuests() {
        ObjectId alice = user("alice");
        ObjectId bob = user("bob");
        ConversationId team = conversation("team", alice, bob);
        ConversationId empty = conversation("empty");
        link(team, "way-in");
        joined("way-in", "visitor");
        storage.guests().leave(joined("way-in", "gone").id());
        storage.editor().removeMember(team, bob);

        assertThat(storage.conversations().sizes(List.of(team, empty))).containsOnly(entry(team, 2));
        assertThat(storage.conversations().sizes(List.of())).isEmpty();
    }

    @Test
    void aCrowdIsNotReadWholeAndSearchedByTheBeginningsOfNames() {
        List<ObjectId> people = new ArrayList<>();
        Doc doc = new Doc();
        for (int i = 0; i < MemberQuery.CROWD; i++) {
            people.add(newId());
            doc.user(people.getLast(), "person" + i, null, null);
        }
        people.add(newId());
        doc.user(people.getLast(), "zoe", "Zoe", null);
        storage.editor().apply(doc.document());
        ConversationId crowd = conversation("crowd", people.toArray(ObjectId[]::new));
        link(crowd, "way-in");
        joined("way-in", "Zora");
        user("zoelle");

        assertThat(storage.conversations().members(crowd, MemberQuery.everybody()))
                .hasSizeLessThanOrEqualTo(2 * MemberQuery.CROWD + 1)
                .extracting(Member::id)
                .doesNotHaveDuplicates();
        assertThat(names(crowd, new MemberQuery(null, null, 3))).hasSize(3);
        assertThat(names(crowd, new MemberQuery("ZO", null, 9))).containsExactly("Zoe", "Zora");
        assertThat(names(crowd, new MemberQuery("person99", null, 99))).hasSize(11);
        assertThat(names(crowd, new MemberQuery("nobody", null, 9))).isEmpty();
        Set<ParticipantId> among = Set.of(ParticipantId.registered(people.get(500)), registered("elsewhere"));
        assertThat(names(crowd, new MemberQuery("500", among, 9))).containsExactly("person500");
        assertThat(storage.lists().conversations().sizes(List.of(crowd))).containsOnly(entry(crowd, 1_002));
    }

    @Test
    void membershipTellsNeverFromNoLonger() {
        ObjectId alice = user("alice");
        ObjectId bob = user("bob");
        ConversationId team = conversation("team", alice);
        link(team, "way-in");
        Guest visitor = joined("way-in", "visitor");
        Guest gone = joined("way-in", "gone");
        storage.guests().leave(gone.id());

        assertThat(membership(team, ParticipantId.registered(alice))).isEqualTo(Membership.ACTIVE);
        assertThat(membership(team, ParticipantId.registered(bob))).isEqualTo(Membership.NEVER);
        assertThat(membership(team, visitor.participant())).isEqualTo(Membership.ACTIVE);
        assertThat(membership(team, gone.participant())).isEqualTo(Membership.NO_LONGER);
        assertThat(membership(conversation("other"), visitor.participant())).isEqualTo(Membership.NEVER);
        assertThat(membership(new ConversationId(newId()), ParticipantId.registered(alice)))
                .isEqualTo(Membership.NEVER);

        storage.editor().removeMember(team, alice);
        assertThat(membership(team, ParticipantId.registered(alice))).isEqualTo(Membership.NO_LONGER);
    }

    @Test
    void aDeactivatedUserIsNoLongerAMember() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);

        storage.editor().patchUser(alice, new UserPatch(false, null, null, null));

        assertThat(membership(team, ParticipantId.registered(alice))).isEqualTo(Membership.NO_LONGER);
        assertThat(names(team, MemberQuery.everybody())).isEmpty();
    }

    @Test
    void membersComeByNameWithTheirAccountOrGuest() {
        ObjectId zoe = newId();
        storage.editor().apply(new Doc().user(zoe, "aaa", "Zoé", null).document());
        ObjectId bob = user("bob");
        ConversationId team = conversation("team", zoe, bob);
        link(team, "way-in");
        joined("way-in", "Max");

        List<Member> members = storage.conversations().members(team, MemberQuery.everybody());

        assertThat(members.stream().map(Member::name)).containsExactly("bob", "Max", "Zoé");
        assertThat(members.get(0)).isInstanceOf(Member.Registered.class);
        assertThat(members.get(1)).isInstanceOf(Member.Anonymous.class);
        assertThat(((Member.Registered) members.get(2)).role()).isEqualTo(Member.DEFAULT_ROLE);
        assertThat(members.get(2).username()).isEqualTo("aaa");
    }

    @Test
    void membersCanBeSearchedLimitedAndTakenFromAGivenSet() {
        ObjectId zoe = newId();
        storage.editor().apply(new Doc().user(zoe, "zz-top", "Zoé", null).document());
        ObjectId bob = user("bob");
        ConversationId team = conversation("team", zoe, bob);
        link(team, "way-in");
        Guest max = joined("way-in", "Max");
        Guest elsewhere = joinedElsewhere();

        assertThat(names(team, new MemberQuery("ZOÉ", null, 9))).containsExactly("Zoé");
        assertThat(names(team, new MemberQuery("z-t", null, 9))).containsExactly("Zoé");
        assertThat(names(team, new MemberQuery("nobody", null, 9))).isEmpty();
        assertThat(names(team, new MemberQuery(" ", null, 2))).containsExactly("bob", "Max");
        Set<ParticipantId> online = Set.of(ParticipantId.registered(bob), max.participant(), elsewhere.participant());
        assertThat(names(team, new MemberQuery(null, online, 9))).containsExactly("bob", "Max");
        assertThat(names(team, new MemberQuery(null, Set.of(), 9))).isEmpty();
    }

    private Guest joinedElsewhere() {
        link(conversation("elsewhere"), "other-way-in");
        return joined("other-way-in", "Eve");
    }

    private Membership membership(ConversationId conversation, ParticipantId participant) {
        return storage.conversations().membership(conversation, participant);
    }

    private @Nullable StoredMessage message(ConversationId conversation, ObjectId sender) {
        return storage.messages().store(new NewMessage(conversation, ParticipantId.registered(sender), "hi"));
    }

    private List<String> names(ConversationId conversation, MemberQuery query) {
        return storage.conversations().members(conversation, query).stream()
                .map(Member::name)
                .toList();
    }
}
