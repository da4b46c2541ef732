package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.mongodb.client.model.Filters;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads fields as old host applications left them: missing, null, or of a type nobody expects, which counts as
/// missing.
final class MongoFields {
    static final String ID = "_id";
    static final String IS_ACTIVE = "isActive";

    /// Active is whoever was not told otherwise: the oldest documents do not have the field.
    static final Bson ACTIVE = Filters.in(IS_ACTIVE, true, null);

    private MongoFields() {}

    static @Nullable String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : null;
    }

    static String textOr(Document document, String field, String missing) {
        String text = text(document, field);
        return text == null ? missing : text;
    }

    /// The same rule as [#ACTIVE].
    static boolean isActive(Document document) {
        Object value = document.get(IS_ACTIVE);
        return value == null || Boolean.TRUE.equals(value);
    }

    static boolean isTrue(Document document, String field) {
        return Boolean.TRUE.equals(document.get(field));
    }

    static @Nullable Instant moment(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }

    static @Nullable Integer count(Document document, String field) {
        return document.get(field) instanceof Number number ? number.intValue() : null;
    }

    static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    static @Nullable ObjectId id(Document document, String field) {
        return document.get(field) instanceof org.bson.types.ObjectId id ? of(id) : null;
    }

    static ObjectId of(org.bson.types.ObjectId id) {
        ByteBuffer bytes = ByteBuffer.wrap(id.toByteArray());
        return new ObjectId(bytes.getLong(), bytes.getInt());
    }

    static org.bson.types.ObjectId bson(ObjectId id) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
        return new org.bson.types.ObjectId(
                bytes.putLong(id.high()).putInt(id.low()).array());
    }

    static org.bson.types.ObjectId bson(ConversationId id) {
        return bson(id.value());
    }

    static List<org.bson.types.ObjectId> bson(Collection<ObjectId> ids) {
        return ids.stream().map(MongoFields::bson).toList();
    }

    static @Nullable Date date(@Nullable Instant moment) {
        return moment == null ? null : Date.from(moment);
    }

    static Bson hasId(ObjectId id) {
        return Filters.eq(ID, bson(id));
    }
}
