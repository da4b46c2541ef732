package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.World;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.bson.Document;

/// The production store in a database of its own, with a client beside it for what the host application does.
/// Worlds on one folder share a database, also in different processes.
public final class MongoWorld implements World {
    private final String uri;
    private final MongoClient host;
    private volatile Instant now = Instant.EPOCH;
    private final boolean hashGuestTokens;
    private Storage storage;

    public MongoWorld(Path folder) {
        this(folder, false);
    }

    MongoWorld(Path folder, boolean hashGuestTokens) {
        this.hashGuestTokens = hashGuestTokens;
        this.uri = uriOf(folder);
        this.host = MongoClients.create(uri);
        this.storage = MongoStorage.open(uri, () -> now, hashGuestTokens);
    }

    /// The address of the folder's database, which is chosen the first time.
    public static String uriOf(Path folder) {
        Path note = folder.resolve("mongodb-uri");
        try {
            if (!Files.exists(note)) {
                Files.writeString(note, TestServer.newDatabase());
            }
            return Files.readString(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return uri;
    }

    /// The database as the host application sees it.
    MongoDatabase database() {
        return host.getDatabase(Objects.requireNonNull(new ConnectionString(uri).getDatabase()));
    }

    @Override
    public Storage storage() {
        return storage;
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
        storage = MongoStorage.open(uri, () -> now, hashGuestTokens);
    }

    @Override
    public void putBareUser(ObjectId id, String username) {
        database()
                .getCollection("User")
                .insertOne(new Document("_id", MongoFields.bson(id)).append("username", username));
    }

    @Override
    public boolean holdsDuplicateMembers() {
        return true;
    }

    @Override
    public boolean holdsCrowds() {
        return TestServer.isReal();
    }

    @Override
    public void listMemberAgain(ConversationId conversation, ObjectId user) {
        listUnknownMember(conversation, user);
    }

    @Override
    public void listUnknownMember(ConversationId conversation, ObjectId user) {
        database()
                .getCollection("ConversationMember")
                .insertOne(new Document("conversationId", MongoFields.bson(conversation))
                        .append("userId", MongoFields.bson(user))
                        .append("role", "MEMBER")
                        .append("isActive", true));
    }

    @Override
    public void close() {
        storage.close();
        database().drop();
        host.close();
    }
}
