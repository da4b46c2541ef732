package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.NewMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// A process of its own that writes and prints each acknowledgement, until it is killed.
final class CrashingWriter {
    static final ParticipantId ALICE = ParticipantId.registered(new ObjectId(1, 1));
    static final ConversationId TEAM = new ConversationId(new ObjectId(1, 2));
    static final ObjectId LINK = new ObjectId(1, 3);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final int A_FEW = 5;

    /// Several batches of any store, so that a kill meets one in the middle.
    static final int CROWD = 1_200;

    /// Around what is acknowledged, on a line of its own.
    static final String ACKNOWLEDGED = "acknowledged ";

    static final String END = " .";

    private final Storage storage;

    private CrashingWriter(Storage storage) {
        this.storage = storage;
    }

    /// @param arguments the class of the [World] to write to, its folder, and what to write: `message`, `session` or
    ///     `presence` a few times and then nothing; `everything` at once, or `batches` of a crowd, without end
    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        Thread.ofPlatform().daemon().start(CrashingWriter::endWithTheParent);
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
        if (arguments[2].equals("everything")) {
            for (String kind : List.of("message", "message", "session", "presence")) {
                Thread.ofPlatform().start(() -> writer.write(kind, Integer.MAX_VALUE));
            }
        } else if (arguments[2].equals("batches")) {
            writer.batches();
        } else {
            writer.write(arguments[2], A_FEW);
        }
        new CountDownLatch(1).await();
    }

    static World world(String className, Path folder) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(World.class)
                .getConstructor(Path.class)
                .newInstance(folder);
    }

    /// Each batch is a later version of everybody. What is acknowledged is the version.
    private void batches() {
        Doc people = new Doc();
        crowd().forEach(one -> people.user(one.value(), "user" + one.text()));
        storage.editor().apply(people.document());
        for (long version = 1; ; version++) {
            storage.presence().write(batch(version));
            acknowledge("batch", String.valueOf(version));
        }
    }

    static List<ParticipantId> crowd() {
        return IntStream.range(0, CROWD)
                .mapToObj(each -> ParticipantId.registered(new ObjectId(2, each)))
                .toList();
    }

    static List<StoredPresence> batch(long version) {
        return crowd().stream()
                .map(one -> new StoredPresence(one, true, null, NOON.plusMillis(version), version))
                .toList();
    }

    private void write(String kind, int times) {
        for (int time = 1; time <= times; time++) {
            acknowledge(
                    kind,
                    switch (kind) {
                        case "message" -> message();
                        case "session" -> session();
                        default -> presence(time);
                    });
        }
    }

    private String message() {
        return storage.messages()
                .store(new NewMessage(TEAM, ALICE, "some words"))
                .id()
                .toString();
    }

    private String session() {
        JoinResult result = storage.guests().join("way-in", new JoinRequest(null, null, null, null));
        return ((JoinResult.Joined) result).sessionToken();
    }

    private String presence(int version) {
        storage.presence().write(List.of(new StoredPresence(ALICE, true, null, NOON, version)));
        return String.valueOf(version);
    }

    /// A test run that is killed itself must not leave this process behind.
    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(1);
    }

    private static void acknowledge(String what, String which) {
        synchronized (CrashingWriter.class) {
            System.out.println(ACKNOWLEDGED + what + " " + which + END);
        }
    }
}
