package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.ObjectIdSource;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/// Makes people members. Nothing in the database keeps two gateways from listing the same person at the same time; a
/// second listing changes nothing for any reader.
final class MongoMemberships {
    private static final String CONVERSATION_ID = "conversationId";
    private static final String USER_ID = "userId";

    private final MongoTable members;
    private final ObjectIdSource ids;

    MongoMemberships(MongoTables tables, InstantSource clock) {
        this.members = tables.members();
        this.ids = new ObjectIdSource(clock, new SecureRandom());
    }

    /// Makes these users active members: again those who were, newly the others.
    ///
    /// @return those who were not active before
    Map<ConversationId, Set<ObjectId>> add(Map<ConversationId, Set<ObjectId>> wanted) {
        Map<ConversationId, Set<ObjectId>> added = new HashMap<>();
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        wanted.forEach((conversation, users) -> {
            Set<ObjectId> missing = new HashSet<>(users);
            Map<ObjectId, Document> listings = listings(conversation, users);
            listings.forEach((user, listing) -> {
                if (MongoFields.isActive(listing)) {
                    missing.remove(user);
                }
            });
            for (ObjectId user : missing) {
                Document listing = listings.get(user);
                writes.add(listing == null ? newListing(conversation, user) : revived(listing));
            }
            if (!missing.isEmpty()) {
                added.put(conversation, missing);
            }
        });
        members.write(writes);
        return added;
    }

    /// By user one listing, an active one if there is any.
    private Map<ObjectId, Document> listings(ConversationId conversation, Set<ObjectId> users) {
        Map<ObjectId, Document> listings = new HashMap<>();
        List<Document> found = members.among(
                USER_ID,
                users,
                Filters.eq(CONVERSATION_ID, MongoFields.bson(conversation)),
                USER_ID,
                MongoFields.IS_ACTIVE);
        for (Document listing : found) {
            ObjectId user = MongoFields.id(listing, USER_ID);
            if (user != null) {
                listings.merge(user, listing, (one, other) -> MongoFields.isActive(one) ? one : other);
            }
        }
        return listings;
    }

    /// As an update that inserts: by its id a repetition meets what an earlier attempt wrote.
    private UpdateOneModel<Document> newListing(ConversationId conversation, ObjectId user) {
        return new UpdateOneModel<>(
                MongoFields.hasId(ids.next()),
                Updates.combine(
                        Updates.set(CONVERSATION_ID, MongoFields.bson(conversation)),
                        Updates.set(USER_ID, MongoFields.bson(user)),
                        Updates.set("role", Member.DEFAULT_ROLE),
                        Updates.set(MongoFields.IS_ACTIVE, true)),
                new UpdateOptions().upsert(true));
    }

    private static UpdateOneModel<Document> revived(Document listing) {
        return new UpdateOneModel<>(
                Filters.eq(MongoFields.ID, listing.get(MongoFields.ID)),
                Updates.combine(Updates.set(MongoFields.IS_ACTIVE, true), Updates.set("leftAt", null)));
    }
}
