package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.imports.ImportReport.Tally;
import com.meeshy.presence.storage.imports.InvalidImport;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [DirectoryEditor] owes.
abstract class DirectoryEditorContract extends StoreContract {

    @Test
    void aDocumentOfEveryKindIsThereAfterARestart() {
        ObjectId alice = newId();
        ObjectId team = newId();
        ObjectId link = newId();
        ObjectId visitor = newId();

        ImportReport report = storage.editor()
                .apply(new Doc()
                        .user(alice, "alice", "Alice", true)
                        .conversation(team, "team", alice)
                        .link(link, "mshy_demo", team)
                        .guest(visitor, link, "guest1", "anon_secret")
                        .document());
        reopen();

        Tally created = new Tally(1, 0, 0);
        ConversationId conversation = new ConversationId(team);
        assertThat(report)
                .isEqualTo(new ImportReport(
                        created,
                        created,
                        created,
                        created,
                        Set.of(ParticipantId.registered(alice), ParticipantId.anonymous(visitor)),
                        Map.of(conversation, Set.of(alice)),
                        Set.of(conversation)));
        assertThat(storage.directory().members(List.of(conversation)).get(conversation))
                .containsExactlyInAnyOrder(ParticipantId.registered(alice), ParticipantId.anonymous(visitor));
        assertThat(storage.guests().guestBySession("anon_secret"))
                .isEqualTo(new Guest(
                        visitor, conversation, link, "guest1", null, null, Account.DEFAULT_LANGUAGE, true, true, null));
    }

    @Test
    void theSameDocumentAgainChangesNothing() {
        ObjectId alice = newId();
        ObjectId team = newId();
        ObjectId link = newId();
        ImportDocument document = new Doc()
                .user(alice, "alice", "Alice", true)
                .conversation(team, "team", alice)
                .link(link, "mshy_demo", team, NOON.plusNanos(123_456_789), 3)
                .guest(newId(), link, "guest1", "anon_secret")
                .document();
        storage.editor().apply(document);

        Tally unchanged = new Tally(0, 0, 1);
        assertThat(storage.editor().apply(document))
                .isEqualTo(new ImportReport(unchanged, unchanged, unchanged, unchanged, Set.of(), Map.of(), Set.of()));
    }

    @Test
    void aSecondDocumentUpdatesByIdAddsMembersAndRemovesNobody() {
        ObjectId alice = newId();
        ObjectId bob = newId();
        ObjectId team = newId();
        storage.editor()
                .apply(new Doc()
                        .user(alice, "alice", "Alice", null)
                        .user(bob, "bob")
                        .conversation(team, "team", alice)
                        .document());
        StoredPresence presence = new StoredPresence(ParticipantId.registered(alice), true, null, NOON, 9);
        storage.presence().write(List.of(presence));
        storage.messages().store(new NewMessage(new ConversationId(team), ParticipantId.registered(alice), "before"));

        ImportReport report = storage.editor()
                .apply(new Doc()
                        .user(alice, "alice", "Alicia", null)
                        .conversation(team, "crew", bob)
                        .document());

        assertThat(report.users()).isEqualTo(new Tally(0, 1, 0));
        assertThat(report.membersAdded()).isEqualTo(1);
        ConversationId crew = new ConversationId(team);
        assertThat(report.changedParticipants()).containsExactly(ParticipantId.registered(alice));
        assertThat(report.joined()).isEqualTo(Map.of(crew, Set.of(bob)));
        assertThat(report.changedConversations()).containsExactly(crew);
        assertThat(storage.directory().members(List.of(crew)).get(crew))
                .containsExactlyInAnyOrder(ParticipantId.registered(alice), ParticipantId.registered(bob));
        Conversation conversation = present(storage.conversations().conversation("crew"));
        assertThat(conversation.lastMessageAt()).as("an import is no message").isEqualTo(NOON);
        assertThat(storage.presence().load(List.of(presence.id()))).containsValue(presence);
    }

    @Test
    void aDocumentSilentAboutIsActiveBringsNobodyBack() {
        ObjectId alice = user("alice");
        storage.editor().patchUser(alice, new UserPatch(false, null, null, null));

        storage.editor().apply(new Doc().user(alice, "alice").document());
        assertThat(active(alice)).isFalse();

        storage.editor().apply(new Doc().user(alice, "alice", null, true).document());
        assertThat(active(alice)).isTrue();
    }

    @Test
    void aRemovedMemberWhoIsListedComesBack() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team", alice);
        storage.editor().removeMember(team, alice);

        ImportReport report = storage.editor()
                .apply(new Doc().conversation(team.value(), "team", alice).document());

        assertThat(report.membersAdded()).isEqualTo(1);
        assertThat(storage.conversations().membership(team, ParticipantId.registered(alice)))
                .isEqualTo(Membership.ACTIVE);
    }

    @Test
    void everyProblemOfABadDocumentIsNamedAndNothingIsWritten() {
        ObjectId taken = user("taken");
        ObjectId good = newId();
        ObjectId team = newId();
        ImportDocument bad = new Doc()
                .user(good, "good")
                .user(good, "good again")
                .user(newId(), "taken")
                .add(new ImportDocument.User("xyz", " ", null, null, null, null, null, null))
                .conversation(team, "team", good, newId())
                .add(new ImportDocument.Talk(null, null, null, null, null, List.of("nobody")))
                .add(new ImportDocument.Link(newId().toString(), "l1", null, newId().toString(), null, "tomorrow", 0))
                .guest(newId(), newId(), "g", "anon_1")
                .document();

        InvalidImport invalid =
                catchThrowableOfType(InvalidImport.class, () -> storage.editor().apply(bad));

        assertThat(invalid.problems())
                .extracting(InvalidImport.Problem::path)
                .containsExactly(
                        "users[1].id",
                        "users[2].username",
                        "users[3].id",
                        "users[3].username",
                        "conversations[0].members[1]",
                        "conversations[1].id",
                        "conversations[1].identifier",
                        "conversations[1].members[0]",
                        "shareLinks[0].conversationId",
                        "shareLinks[0].maxConcurrentUsers",
                        "shareLinks[0].expiresAt",
                        "anonymousParticipants[0].shareLinkId");
        assertThat(invalid.problems())
                .allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
        assertThat(invalid).hasMessageNotContaining("anon_1");
        assertThat(storage.accounts().account(good)).isNull();
        assertThat(storage.conversations().conversation("team")).isNull();
        assertThat(storage.accounts().account(taken)).isNotNull();
    }

    @Test
    void anEmptyDocumentIsFine() {
        Tally none = new Tally(0, 0, 0);

        assertThat(storage.editor().apply(new ImportDocument(null, null, null, null)))
                .isEqualTo(new ImportReport(none, none, none, none, Set.of(), Map.of(), Set.of()));
    }

    @Test
    void textsOfEveryKindSurvive() {
        ObjectId odd = newId();
        String name = "Ж\"\\ \u0007\n👋 o'Neil";
        storage.editor().apply(new Doc().user(odd, name).document());

        assertThat(storage.editor().apply(new Doc().user(odd, name).document()).users())
                .isEqualTo(new Tally(0, 0, 1));
        assertThat(storage.accounts().accountByUsername(name)).isNotNull();
        InvalidImport twice = catchThrowableOfType(
                InvalidImport.class,
                () -> storage.editor().apply(new Doc().user(newId(), name).document()));
        assertThat(twice.problems()).hasSize(1);
    }

    @Test
    void aMemberIsAddedAndRemovedOnce() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team");
        DirectoryEditor editor = storage.editor();

        assertThat(editor.putMember(team, alice, null)).isEqualTo(MemberChange.ADDED);
        assertThat(editor.putMember(team, alice, "ADMIN")).isEqualTo(MemberChange.UNCHANGED);
        assertThat(roleOf(team)).isEqualTo("ADMIN");
        assertThat(editor.removeMember(team, alice)).isEqualTo(MemberChange.REMOVED);
        assertThat(editor.removeMember(team, alice)).isEqualTo(MemberChange.UNCHANGED);
        assertThat(editor.putMember(team, alice, null)).isEqualTo(MemberChange.ADDED);
        assertThat(roleOf(team)).isEqualTo("ADMIN");
    }

    @Test
    void membersOfTheUnknownAreRefused() {
        ObjectId alice = user("alice");
        ConversationId team = conversation("team");
        ConversationId nowhere = new ConversationId(newId());
        DirectoryEditor editor = storage.editor();

        assertThat(editor.putMember(nowhere, alice, null)).isEqualTo(MemberChange.UNKNOWN_CONVERSATION);
        assertThat(editor.removeMember(nowhere, alice)).isEqualTo(MemberChange.UNKNOWN_CONVERSATION);
        assertThat(editor.putMember(team, newId(), null)).isEqualTo(MemberChange.UNKNOWN_USER);
        assertThat(editor.removeMember(team, newId())).isEqualTo(MemberChange.UNKNOWN_USER);
        assertThat(editor.removeMember(team, alice)).isEqualTo(MemberChange.UNCHANGED);
    }

    @Test
    void aPatchTellsWhatChanged() {
        ObjectId alice = user("alice");

        UserChange renamed = present(storage.editor().patchUser(alice, new UserPatch(null, "Alice", null, null)));
        assertThat(renamed.renamed()).isTrue();
        assertThat(renamed.deactivated()).isFalse();

        UserChange deactivated = present(storage.editor().patchUser(alice, new UserPatch(false, null, "A", "B")));
        assertThat(deactivated.deactivated()).isTrue();
        assertThat(deactivated.renamed()).as("the display name still shows").isFalse();
        assertThat(storage.accounts().account(alice)).isEqualTo(deactivated.after());

        UserChange cleared = present(storage.editor().patchUser(alice, new UserPatch(true, "", null, null)));
        assertThat(cleared.activated()).isTrue();
        assertThat(cleared.after().name()).isEqualTo("A B");

        UserChange nothing = present(storage.editor().patchUser(alice, new UserPatch(null, null, null, null)));
        assertThat(nothing.after()).isEqualTo(nothing.before());
        assertThat(storage.editor().patchUser(newId(), new UserPatch(false, null, null, null)))
                .isNull();
    }

    private boolean active(ObjectId user) {
        Account account = storage.accounts().account(user);
        return account != null && account.active();
    }

    private String roleOf(ConversationId conversation) {
        Member member = storage.conversations()
                .members(conversation, MemberQuery.everybody())
                .getFirst();
        return ((Member.Registered) member).role();
    }
}
