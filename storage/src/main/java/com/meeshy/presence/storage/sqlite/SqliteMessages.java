package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.storage.Messages;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.ObjectIdSource;
import com.meeshy.presence.storage.model.StoredMessage;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Messages in the table `Message`. Id and moment are given by the writer thread, so they grow in the order of
/// writing.
final class SqliteMessages implements Messages {
    private static final String INSERT = """
            INSERT INTO Message (id, conversationId, senderId, anonymousSenderId, content, createdAt)
            VALUES (?, ?, ?, ?, ?, ?)""";

    /// Never back, but from a moment that a wrong clock left behind.
    private static final String MOVE_LAST_MESSAGE = """
            UPDATE Conversation SET lastMessageAt = ?2
            WHERE id = ?1 AND (lastMessageAt IS NULL OR lastMessageAt < ?2 OR lastMessageAt > ?3)""";

    private static final String RECENT = """
            SELECT id, conversationId, senderId, anonymousSenderId, content, createdAt FROM Message
            WHERE conversationId = ? ORDER BY createdAt DESC, id DESC LIMIT ?""";

    private final SqliteAccess database;
    private final InstantSource clock;
    private final ObjectIdSource ids;

    SqliteMessages(SqliteAccess database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.ids = new ObjectIdSource(clock, new SecureRandom());
    }

    @Override
    public StoredMessage store(NewMessage message) {
        return database.write(session -> store(session, message));
    }

    @Override
    public List<StoredMessage> recent(ConversationId conversation, int limit) {
        return database.read(session -> session.list(RECENT, SqliteMessages::message, conversation, limit))
                .reversed();
    }

    private StoredMessage store(SqliteSession session, NewMessage message) throws SQLException {
        StoredMessage stored = message.stored(ids.next(), clock.instant());
        ParticipantId sender = stored.sender();
        Instant at = stored.createdAt();
        session.change(
                INSERT,
                stored.id(),
                stored.conversationId(),
                sender.isAnonymous() ? null : sender.value(),
                sender.isAnonymous() ? sender.value() : null,
                stored.content(),
                at);
        session.change(MOVE_LAST_MESSAGE, stored.conversationId(), at, at.plus(Moments.AHEAD));
        return stored;
    }

    private static StoredMessage message(Row row) throws SQLException {
        ObjectId guest = row.idOrNull("anonymousSenderId");
        return new StoredMessage(
                row.id("id"),
                new ConversationId(row.id("conversationId")),
                guest != null ? ParticipantId.anonymous(guest) : ParticipantId.registered(row.id("senderId")),
                row.text("content"),
                row.moment("createdAt"));
    }
}
