package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.World;
import java.nio.file.Path;
import java.time.Instant;

/// The embedded store in a folder of its own.
public final class SqliteWorld implements World {
    private final Path folder;
    private volatile Instant now = Instant.EPOCH;
    private SqliteDatabase database;
    private Storage storage;

    public SqliteWorld(Path folder) {
        this.folder = folder;
        open();
    }

    private void open() {
        database = SqliteDatabase.open(folder);
        storage = SqliteStorage.on(database, () -> now);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    SqliteDatabase database() {
        return database;
    }

    /// "ok", or what SQLite finds wrong with the file.
    public String integrity() {
        return database()
                .read(session -> session.list("PRAGMA integrity_check", row -> row.text("integrity_check")))
                .getFirst();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void moveClockTo(Instant moment) {
        now = moment;
    }

    @Override
    public void reopen() {
        storage.close();
        open();
    }

    @Override
    public void putBareUser(ObjectId id, String username) {
        database().write(session -> session.change("INSERT INTO User (id, username) VALUES (?, ?)", id, username));
    }

    @Override
    public boolean holdsDuplicateMembers() {
        return false;
    }

    @Override
    public boolean holdsCrowds() {
        return true;
    }

    @Override
    public void listMemberAgain(ConversationId conversation, ObjectId user) {
        throw new UnsupportedOperationException("the primary key of ConversationMember forbids it");
    }

    @Override
    public void listUnknownMember(ConversationId conversation, ObjectId user) {
        database()
                .write(session -> session.change(
                        "INSERT INTO ConversationMember (conversationId, userId) VALUES (?, ?)", conversation, user));
    }

    @Override
    public void close() {
        storage.close();
    }
}
