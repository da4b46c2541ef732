package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.Moments;
import com.meeshy.presence.storage.Messages;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.ObjectIdSource;
import com.meeshy.presence.storage.model.StoredMessage;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages in the collection `Message`.
final class MongoMessages implements Messages {
    private static final Logger LOG = LoggerFactory.getLogger(MongoMessages.class);

    private static final String CONVERSATION_ID = "conversationId";
    private static final String CREATED_AT = "createdAt";
    private static final String LAST_MESSAGE_AT = "lastMessageAt";

    private static final Comparator<StoredMessage> OLDEST_FIRST = Comparator.comparing(StoredMessage::createdAt)
            .thenComparing(message -> message.id().toString());

    private final MongoTables tables;
    private final InstantSource clock;
    private final ObjectIdSource ids;

    MongoMessages(MongoTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
        this.ids = new ObjectIdSource(clock, new SecureRandom());
    }

    @Override
    public StoredMessage store(NewMessage message) {
        StoredMessage stored = message.stored(ids.next(), clock.instant());
        ParticipantId sender = stored.sender();
        tables.messages()
                .insert(new Document(MongoFields.ID, MongoFields.bson(stored.id()))
                        .append(CONVERSATION_ID, MongoFields.bson(stored.conversationId()))
                        .append("senderId", sender.isAnonymous() ? null : MongoFields.bson(sender.value()))
                        .append("anonymousSenderId", sender.isAnonymous() ? MongoFields.bson(sender.value()) : null)
                        .append("content", stored.content())
                        .append(CREATED_AT, Date.from(stored.createdAt())));
        moveLastMessage(stored);
        return stored;
    }

    @Override
    public List<StoredMessage> recent(ConversationId conversation, int limit) {
        Bson here = eq(CONVERSATION_ID, MongoFields.bson(conversation));
        List<Document> latest = tables.messages().find(here, Sorts.descending(CREATED_AT), limit);
        Map<ObjectId, StoredMessage> messages = new HashMap<>();
        add(messages, latest);
        if (latest.size() == limit) {
            // Within one moment the index knows no order, so the page may end in the midst of it: all of that moment.
            add(
                    messages,
                    tables.messages()
                            .find(and(here, eq(CREATED_AT, latest.getLast().get(CREATED_AT)))));
        }
        List<StoredMessage> sorted =
                messages.values().stream().sorted(OLDEST_FIRST).toList();
        return List.copyOf(sorted.subList(Math.max(0, sorted.size() - limit), sorted.size()));
    }

    /// The message is stored and is not taken back for this; the next one moves it too.
    ///
    /// Never back, but from a moment that a wrong clock left behind.
    private void moveLastMessage(StoredMessage stored) {
        Instant at = stored.createdAt();
        Date latest = Date.from(at.plus(Moments.AHEAD));
        try {
            tables.conversations()
                    .set(
                            and(
                                    MongoFields.hasId(stored.conversationId().value()),
                                    or(
                                            eq(LAST_MESSAGE_AT, null),
                                            lt(LAST_MESSAGE_AT, Date.from(at)),
                                            gt(LAST_MESSAGE_AT, latest))),
                            Updates.set(LAST_MESSAGE_AT, Date.from(at)));
        } catch (StoreException e) {
            LOG.warn("lastMessageAt not moved: conversationId={} reason={}", stored.conversationId(), e.getMessage());
        }
    }

    /// A message without a sender is left out.
    private static void add(Map<ObjectId, StoredMessage> messages, Collection<Document> documents) {
        for (Document document : documents) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            ObjectId conversation = MongoFields.id(document, CONVERSATION_ID);
            ObjectId user = MongoFields.id(document, "senderId");
            ObjectId guest = MongoFields.id(document, "anonymousSenderId");
            Instant createdAt = MongoFields.moment(document, CREATED_AT);
            if (id != null && conversation != null && createdAt != null && (user != null || guest != null)) {
                messages.put(
                        id,
                        new StoredMessage(
                                id,
                                new ConversationId(conversation),
                                sender(user, guest),
                                MongoFields.textOr(document, "content", ""),
                                createdAt));
            }
        }
    }

    private static ParticipantId sender(@Nullable ObjectId user, @Nullable ObjectId guest) {
        if (guest != null) {
            return ParticipantId.anonymous(guest);
        }
        return ParticipantId.registered(Objects.requireNonNull(user));
    }
}
