package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the contracts share: a fresh world per test, and ids.
abstract class StoreContract {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger ids = new AtomicInteger();

    World world;
    Storage storage;

    abstract World newWorld(Path folder);

    @BeforeEach
    void openWorld(@TempDir Path folder) {
        world = newWorld(folder);
        world.moveClockTo(NOON);
        storage = world.storage();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    /// A value the test relies on being there.
    static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    final void reopen() {
        world.reopen();
        storage = world.storage();
    }

    final ObjectId newId() {
        return new ObjectId(0x65f0_0000_aabb_ccddL, ids.incrementAndGet());
    }

    final ObjectId user(String username) {
        ObjectId id = newId();
        storage.editor().apply(new Doc().user(id, username).document());
        return id;
    }

    final ParticipantId registered(String username) {
        return ParticipantId.registered(user(username));
    }

    final ConversationId conversation(String identifier, ObjectId... members) {
        ObjectId id = newId();
        storage.editor().apply(new Doc().conversation(id, identifier, members).document());
        return new ConversationId(id);
    }

    final ObjectId link(ConversationId conversation, String linkId) {
        ObjectId id = newId();
        storage.editor().apply(new Doc().link(id, linkId, conversation.value()).document());
        return id;
    }

    final Guest joined(String linkId, String nickname) {
        return ((JoinResult.Joined) join(linkId, nickname)).guest();
    }

    final JoinResult join(String linkId, String nickname) {
        return storage.guests().join(linkId, new JoinRequest(nickname, null, null, null));
    }
}
