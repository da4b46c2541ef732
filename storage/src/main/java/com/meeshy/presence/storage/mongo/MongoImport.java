package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.imports.ImportKeys;
import com.meeshy.presence.storage.imports.ImportPlan;
import com.meeshy.presence.storage.imports.StoredEntities;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.GuestSession;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The documents behind an import: those it has to be compared with, and those it writes, by id and in an order
/// that never leaves a reference to what is not there yet. Presence fields are never named here, so an import
/// cannot touch them.
final class MongoImport {
    private static final int TEXTS_PER_QUERY = 2_000;

    private final MongoTables tables;
    private final MongoMemberships memberships;
    private final InstantSource clock;

    MongoImport(MongoTables tables, MongoMemberships memberships, InstantSource clock) {
        this.tables = tables;
        this.memberships = memberships;
        this.clock = clock;
    }

    StoredEntities stored(ImportKeys keys) {
        List<Document> guests = new ArrayList<>();
        Map<ObjectId, String> sessions = new HashMap<>();
        for (Document document :
                found(tables.guests(), keys.guests(), "sessionToken", storedForms(keys.sessionTokens()))) {
            guests.add(document);
            sessions.put(
                    MongoFields.of(document.getObjectId(MongoFields.ID)),
                    MongoFields.textOr(document, "sessionToken", ""));
        }
        return new StoredEntities(
                MongoAccounts.accounts(found(tables.users(), keys.users(), "username", keys.usernames())),
                MongoConversations.conversations(
                        found(tables.conversations(), keys.conversations(), "identifier", keys.identifiers())),
                MongoShareLinks.links(found(tables.links(), keys.shareLinks(), "linkId", keys.linkIds())),
                MongoGuests.withLinks(tables, guests).stream()
                        .map(guest -> new GuestSession(guest, sessions.getOrDefault(guest.id(), "")))
                        .toList());
    }

    private static Set<String> storedForms(Set<String> tokens) {
        return tokens.stream()
                .flatMap(token -> SessionToken.storedForms(token).stream())
                .collect(Collectors.toSet());
    }

    /// @return the members who were not active members before
    Map<ConversationId, Set<ObjectId>> write(ImportPlan plan) {
        tables.users()
                .write(plan.users().toWrite().stream().map(MongoImport::user).toList());
        tables.conversations()
                .write(plan.conversations().toWrite().stream()
                        .map(MongoImport::conversation)
                        .toList());
        tables.links()
                .write(plan.shareLinks().toWrite().stream()
                        .map(MongoImport::link)
                        .toList());
        Date now = Date.from(clock.instant());
        List<GuestSession> guests = plan.guests().toWrite();
        tables.guests().write(guests.stream().map(one -> guest(one, now)).toList());
        tables.guests()
                .write(guests.stream()
                        .map(GuestSession::guest)
                        .filter(guest -> !guest.active())
                        .map(guest -> new UpdateOneModel<Document>(
                                and(MongoFields.hasId(guest.id()), eq("leftAt", null)), Updates.set("leftAt", now)))
                        .toList());
        return memberships.add(plan.members());
    }

    /// By id or by the field that must be unique, each once.
    private static List<Document> found(MongoTable table, Set<ObjectId> ids, String unique, Set<String> texts) {
        Map<Object, Document> found = new LinkedHashMap<>();
        table.these(ids).forEach(document -> add(found, document));
        texts.stream()
                .gather(Gatherers.windowFixed(TEXTS_PER_QUERY))
                .forEach(some -> table.find(Filters.in(unique, some)).forEach(document -> add(found, document)));
        return List.copyOf(found.values());
    }

    private static void add(Map<Object, Document> found, Document document) {
        if (document.get(MongoFields.ID) instanceof org.bson.types.ObjectId id) {
            found.put(id, document);
        }
    }

    private static UpdateOneModel<Document> user(Account user) {
        return upsert(
                user.id(),
                Updates.set("username", user.username()),
                Updates.set("displayName", user.displayName()),
                Updates.set("firstName", user.firstName()),
                Updates.set("lastName", user.lastName()),
                Updates.set("role", user.role()),
                Updates.set("systemLanguage", user.language()),
                Updates.set(MongoFields.IS_ACTIVE, user.active()));
    }

    private static UpdateOneModel<Document> conversation(Conversation conversation) {
        return upsert(
                conversation.id().value(),
                Updates.set("identifier", conversation.identifier()),
                Updates.set("type", conversation.type()),
                Updates.set("title", conversation.title()),
                Updates.set(MongoFields.IS_ACTIVE, conversation.active()));
    }

    private static UpdateOneModel<Document> link(ShareLink link) {
        return upsert(
                link.id(),
                Updates.set("linkId", link.linkId()),
                Updates.set("identifier", link.identifier()),
                Updates.set("conversationId", MongoFields.bson(link.conversationId())),
                Updates.set(MongoFields.IS_ACTIVE, link.active()),
                Updates.set("expiresAt", MongoFields.date(link.expiresAt())),
                Updates.set("maxConcurrentUsers", link.maxConcurrentUsers()));
    }

    private static UpdateOneModel<Document> guest(GuestSession one, Date now) {
        Guest guest = one.guest();
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set("conversationId", MongoFields.bson(guest.conversationId())),
                Updates.set("shareLinkId", MongoFields.bson(guest.shareLinkId())),
                Updates.set("username", guest.username()),
                Updates.set("firstName", guest.firstName()),
                Updates.set("lastName", guest.lastName()),
                Updates.set("language", guest.language()),
                Updates.set("sessionToken", one.sessionToken()),
                Updates.set(MongoNames.KEYS, List.copyOf(NameKey.of(one.guest()))),
                Updates.set(MongoFields.IS_ACTIVE, guest.active()),
                Updates.setOnInsert("joinedAt", now)));
        if (guest.active()) {
            changes.add(Updates.set("leftAt", null));
        }
        return upsert(guest.id(), changes.toArray(Bson[]::new));
    }

    private static UpdateOneModel<Document> upsert(ObjectId id, Bson... changes) {
        return new UpdateOneModel<>(MongoFields.hasId(id), Updates.combine(changes), new UpdateOptions().upsert(true));
    }
}
