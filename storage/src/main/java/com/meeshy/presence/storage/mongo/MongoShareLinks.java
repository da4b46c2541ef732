package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.ShareLink;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Share links in the collection `ConversationShareLink`.
final class MongoShareLinks {
    private static final String IDENTIFIER = "identifier";

    private final MongoTable links;

    MongoShareLinks(MongoTables tables) {
        this.links = tables.links();
    }

    @Nullable
    ShareLink named(String linkIdOrIdentifier) {
        ShareLink link = first(eq("linkId", linkIdOrIdentifier));
        return link != null ? link : first(eq(IDENTIFIER, linkIdOrIdentifier));
    }

    List<ShareLink> deactivateExpired(Instant now) {
        Bson expired = and(MongoFields.ACTIVE, lte("expiresAt", MongoFields.date(now)));
        Bson inactive = eq(MongoFields.IS_ACTIVE, false);
        List<ShareLink> deactivated = new ArrayList<>();
        for (ShareLink link : links(links.find(expired))) {
            Bson itself = MongoFields.hasId(link.id());
            if (links.change(and(itself, expired), Updates.set(MongoFields.IS_ACTIVE, false), and(itself, inactive))) {
                deactivated.add(link.deactivated());
            }
        }
        return deactivated;
    }

    private @Nullable ShareLink first(Bson filter) {
        List<ShareLink> found = links(links.find(filter, Sorts.ascending(MongoFields.ID), 1));
        return found.isEmpty() ? null : found.getFirst();
    }

    /// A link without a conversation leads nowhere and is left out.
    static List<ShareLink> links(List<Document> documents) {
        List<ShareLink> links = new ArrayList<>();
        for (Document document : documents) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            ObjectId conversation = MongoFields.id(document, "conversationId");
            if (id != null && conversation != null) {
                links.add(new ShareLink(
                        id,
                        MongoFields.textOr(document, "linkId", ""),
                        MongoFields.text(document, IDENTIFIER),
                        new ConversationId(conversation),
                        MongoFields.isActive(document),
                        MongoFields.moment(document, "expiresAt"),
                        MongoFields.count(document, "maxConcurrentUsers")));
            }
        }
        return links;
    }
}
