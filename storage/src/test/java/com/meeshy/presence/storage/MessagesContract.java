package com.meeshy.presence.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Messages] owes.
abstract class MessagesContract extends StoreContract {

    @Test
    void aStoredMessageIsThereAfterARestart() {
        ParticipantId alice = registered("alice");
        ConversationId team = conversation("team", alice.value());

        StoredMessage stored = store(team, alice, "bonjour \"à\" tous 👋\n");
        reopen();

        assertThat(stored.createdAt()).isEqualTo(NOON);
        assertThat(storage.messages().recent(team, 10)).containsExactly(stored);
    }

    @Test
    void aGuestsMessageKeepsItsSender() {
        ConversationId hall = conversation("hall");
        link(hall, "way-in");
        Guest visitor = joined("way-in", "visitor");

        StoredMessage stored = store(hall, visitor.participant(), "hello");

        assertThat(storage.messages().recent(hall, 10)).containsExactly(stored);
        assertThat(stored.sender()).isEqualTo(visitor.participant());
    }

    @Test
    void recentAreTheLatestOfOneConversationOldestFirst() {
        ParticipantId alice = registered("alice");
        ConversationId team = conversation("team", alice.value());
        store(conversation("elsewhere", alice.value()), alice, "not here");
        store(team, alice, "first");
        StoredMessage second = store(team, alice, "second, in the same millisecond");
        world.moveClockTo(NOON.plusSeconds(1));
        StoredMessage third = store(team, alice, "third");

        assertThat(storage.messages().recent(team, 2)).containsExactly(second, third);
        assertThat(storage.messages().recent(new ConversationId(newId()), 2)).isEmpty();
    }

    @Test
    void lastMessageAtMovesForwardAndNeverBack() {
        ParticipantId alice = registered("alice");
        ConversationId team = conversation("team", alice.value());
        assertThat(lastMessageAt(team)).isNull();

        store(team, alice, "first");
        assertThat(lastMessageAt(team)).isEqualTo(NOON);

        world.moveClockTo(NOON.minusSeconds(60));
        store(team, alice, "by a clock that was set back");
        assertThat(lastMessageAt(team)).isEqualTo(NOON);
    }

    @Test
    void aLastMessageOfTheFutureIsNotKept() {
        ParticipantId alice = registered("alice");
        ConversationId team = conversation("team", alice.value());
        store(team, alice, "by a clock that is an hour ahead");

        world.moveClockTo(NOON.minusSeconds(3_600));
        store(team, alice, "by the right one");

        assertThat(lastMessageAt(team)).isEqualTo(NOON.minusSeconds(3_600));
    }

    @Test
    void everyMessageOfManyWritersIsStoredOnceUnderItsOwnId() throws Exception {
        ParticipantId alice = registered("alice");
        ConversationId team = conversation("team", alice.value());
        List<Future<StoredMessage>> sent = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                String content = "message " + i;
                sent.add(writers.submit(() -> store(team, alice, content)));
            }
        }

        Set<StoredMessage> acknowledged = new HashSet<>();
        for (Future<StoredMessage> one : sent) {
            acknowledged.add(one.get(1, SECONDS));
        }
        assertThat(acknowledged.stream().map(StoredMessage::id).distinct()).hasSize(500);
        assertThat(storage.messages().recent(team, 1_000)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private StoredMessage store(ConversationId conversation, ParticipantId sender, String content) {
        return storage.messages().store(new NewMessage(conversation, sender, content));
    }

    private @Nullable Instant lastMessageAt(ConversationId id) {
        Conversation found = storage.conversations().conversation(id.toString());
        return found == null ? Instant.EPOCH : found.lastMessageAt();
    }
}
