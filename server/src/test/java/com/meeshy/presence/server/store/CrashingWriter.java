package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A process of its own that writes as fast as it can and prints each acknowledgement, until it is killed.
final class CrashingWriter {
    static final ParticipantId ALICE = ParticipantId.registered(new ObjectId(1, 1));
    static final ConversationId TEAM = new ConversationId(new ObjectId(1, 2));
    static final ObjectId LINK = new ObjectId(1, 3);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Storage storage;

    private CrashingWriter(Storage storage) {
        this.storage = storage;
    }

    /// @param arguments the class of the [World] to write to, and its folder
    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        Storage storage = world(arguments[0], Path.of(arguments[1])).storage();
        storage.editor()
                .apply(new ImportDocument(
                        List.of(new ImportDocument.User(ALICE.text(), "alice", null, null, null, null, null, null)),
                        List.of(new ImportDocument.Talk(
                                TEAM.toString(), "team", null, null, null, List.of(ALICE.text()))),
                        List.of(new ImportDocument.Link(
                                LINK.toString(), "way-in", null, TEAM.toString(), null, null, null)),
                        null));
        CrashingWriter writer = new CrashingWriter(storage);
        Thread.ofPlatform().start(writer::writePresence);
        Thread.ofPlatform().start(writer::letGuestsIn);
        Thread.ofPlatform().start(writer::sendMessages);
        Thread.ofPlatform().start(writer::sendMessages).join();
    }

    static World world(String className, Path folder) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(World.class)
                .getConstructor(Path.class)
                .newInstance(folder);
    }

    private void writePresence() {
        for (long version = 1; true; version++) {
            storage.presence().write(List.of(new StoredPresence(ALICE, true, null, NOON, version)));
            acknowledge("presence", String.valueOf(version));
        }
    }

    private void letGuestsIn() {
        while (true) {
            JoinResult result = storage.guests().join("way-in", new JoinRequest(null, null, null, null));
            if (result instanceof JoinResult.Joined joined) {
                acknowledge("session", joined.sessionToken());
            }
        }
    }

    private void sendMessages() {
        while (true) {
            acknowledge(
                    "message",
                    storage.messages()
                            .store(new NewMessage(TEAM, ALICE, "some words"))
                            .id()
                            .toString());
        }
    }

    private static void acknowledge(String what, String which) {
        synchronized (CrashingWriter.class) {
            System.out.println(what + " " + which + " .");
        }
    }
}
