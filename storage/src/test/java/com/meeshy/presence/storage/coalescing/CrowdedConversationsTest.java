package com.meeshy.presence.storage.coalescing;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.LineToStore;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The members of a conversation of very many are read once and then no more.
class CrowdedConversationsTest {
    private static final ConversationId CROWD = new ConversationId(new ObjectId(9, 1));
    private static final ConversationId TEAM = new ConversationId(new ObjectId(9, 2));

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();
    private LineToStore store;
    private CrowdedConversations crowded;

    @BeforeEach
    void fill() {
        store = new LineToStore(SqliteStorage.open(folder, () -> Instant.EPOCH));
        List<ImportDocument.@Nullable User> users = new ArrayList<>();
        List<@Nullable String> ids = new ArrayList<>();
        for (int i = 0; i <= CrowdedConversations.MOST_MEMBERS; i++) {
            ids.add(id(i).toString());
            users.add(new ImportDocument.User(id(i).toString(), "user" + i, null, null, null, null, null, null));
        }
        List<ImportDocument.@Nullable Talk> talks = List.of(
                new ImportDocument.Talk(CROWD.toString(), "crowd", "group", null, null, ids),
                new ImportDocument.Talk(TEAM.toString(), "team", "group", null, null, ids.subList(0, 3)));
        store.storage().editor().apply(new ImportDocument(users, talks, null, null));
        crowded = new CrowdedConversations(
                store.storage().directory(),
                store.storage().conversations(),
                (id, isCrowded) -> heard.add(id + " " + isCrowded));
    }

    private static ObjectId id(int i) {
        return new ObjectId(7, i + 1);
    }

    @AfterEach
    void close() {
        store.storage().close();
    }

    @Test
    void theyAreNotNamedAndNotReadAgain() {
        assertThat(crowded.members(List.of(CROWD, TEAM))).containsOnlyKeys(TEAM);
        assertThat(crowded.contains(CROWD)).isTrue();
        assertThat(crowded.contains(TEAM)).isFalse();

        store.resetCounts();
        assertThat(crowded.members(List.of(CROWD))).isEmpty();
        assertThat(store.calls()).isZero();
        assertThat(heard).containsExactly(CROWD + " true");
    }

    @Test
    void whatHasShrunkIsNamedAgain() {
        crowded.members(List.of(CROWD));
        crowded.refresh();
        assertThat(crowded.contains(CROWD)).isTrue();

        for (int i = 0; i <= CrowdedConversations.MOST_MEMBERS / 5 + 1; i++) {
            store.storage().editor().removeMember(CROWD, id(i));
        }
        crowded.refresh();

        assertThat(heard).containsExactly(CROWD + " true", CROWD + " false");
        assertThat(crowded.members(List.of(CROWD)).get(CROWD)).hasSize(3_999);
    }
}
