package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import com.mongodb.client.model.Updates;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Guests in the collection `AnonymousParticipant`, read together with what matters of their link.
final class MongoGuests implements Guests {
    static final String[] FIELDS = {
        "conversationId", "shareLinkId", "username", "firstName", "lastName", "language", MongoFields.IS_ACTIVE
    };

    private static final String SESSION_TOKEN = "sessionToken";
    private static final String[] WITH_SESSION =
            Stream.concat(Arrays.stream(FIELDS), Stream.of(SESSION_TOKEN)).toArray(String[]::new);
    private static final String LEFT_AT = "leftAt";
    private static final String LAST_ACTIVE_AT = "lastActiveAt";
    private static final String JOINED_AT = "joinedAt";

    private final MongoTables tables;
    private final MongoShareLinks links;
    private final MongoGuestAdmission admission;
    private final InstantSource clock;

    /// @param keep the form in which a new session token is stored; both forms are found
    MongoGuests(MongoTables tables, InstantSource clock, UnaryOperator<String> keep) {
        this.tables = tables;
        this.clock = clock;
        this.links = new MongoShareLinks(tables);
        this.admission = new MongoGuestAdmission(tables, links, clock, new SecureRandom(), keep);
    }

    @Override
    public @Nullable Guest guestBySession(String sessionToken) {
        return guestsBySession(List.of(sessionToken)).get(sessionToken);
    }

    @Override
    public Map<String, Guest> guestsBySession(Collection<String> sessionTokens) {
        Map<String, String> tokens = new HashMap<>();
        sessionTokens.forEach(token -> SessionToken.storedForms(token).forEach(form -> tokens.put(form, token)));
        List<Document> found = tables.guests().find(in(SESSION_TOKEN, tokens.keySet()), null, 0, WITH_SESSION);
        Map<ObjectId, String> sessions = new HashMap<>();
        for (Document each : found) {
            ObjectId id = MongoFields.id(each, MongoFields.ID);
            String token = tokens.get(MongoFields.textOr(each, SESSION_TOKEN, ""));
            if (id != null && token != null) {
                sessions.put(id, token);
            }
        }
        Map<String, Guest> guests = new HashMap<>();
        for (Guest guest : withLinks(tables, found)) {
            String token = sessions.get(guest.id());
            if (token != null) {
                guests.put(token, guest);
            }
        }
        return guests;
    }

    @Override
    public @Nullable Guest guest(ObjectId guestId) {
        return first(guests(List.of(guestId)));
    }

    @Override
    public List<Guest> guests(Collection<ObjectId> ids) {
        return withLinks(tables, tables.guests().these(ids, FIELDS));
    }

    @Override
    public @Nullable ShareLink link(String linkIdOrIdentifier) {
        return links.named(linkIdOrIdentifier);
    }

    @Override
    public JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected) {
        return admission.join(linkIdOrIdentifier, request, connected);
    }

    @Override
    public RefreshResult refresh(String sessionToken) {
        return RefreshResult.of(guestBySession(sessionToken), clock.instant());
    }

    @Override
    public boolean leave(ObjectId guestId) {
        Date now = Date.from(clock.instant());
        Bson itself = MongoFields.hasId(guestId);
        return tables.guests().change(and(itself, MongoFields.ACTIVE), ended(now), and(itself, eq(LEFT_AT, now)));
    }

    @Override
    public List<Guest> closeIdle(Instant idleSince, Predicate<ParticipantId> live) {
        Bson idle = idle(idleSince);
        List<org.bson.types.ObjectId> gone = new ArrayList<>();
        for (Document document : tables.guests().find(idle, MongoFields.ID)) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            if (id != null && !live.test(ParticipantId.anonymous(id))) {
                gone.add(MongoFields.bson(id));
            }
        }
        if (gone.isEmpty()) {
            return List.of();
        }
        Date now = Date.from(clock.instant());
        // Whoever became active since the look-up does not match any more.
        tables.guests().set(and(in(MongoFields.ID, gone), idle), ended(now));
        List<Document> closed = tables.guests()
                .find(and(in(MongoFields.ID, gone), eq(MongoFields.IS_ACTIVE, false), eq(LEFT_AT, now)), FIELDS);
        return withLinks(tables, closed);
    }

    @Override
    public List<ShareLink> deactivateExpiredLinks(Instant now) {
        return links.deactivateExpired(now);
    }

    /// Who never was active counts from joining, and without that moment from the creation of the document, which
    /// its id tells.
    private static Bson idle(Instant since) {
        Date moment = Date.from(since);
        return and(
                MongoFields.ACTIVE,
                ne("isOnline", true),
                or(
                        lt(LAST_ACTIVE_AT, moment),
                        and(eq(LAST_ACTIVE_AT, null), lt(JOINED_AT, moment)),
                        and(
                                eq(LAST_ACTIVE_AT, null),
                                eq(JOINED_AT, null),
                                lt(MongoFields.ID, new org.bson.types.ObjectId(moment)))));
    }

    private static Bson ended(Date at) {
        return Updates.combine(Updates.set(MongoFields.IS_ACTIVE, false), Updates.set(LEFT_AT, at));
    }

    /// @param documents with at least the [#FIELDS]; those without a conversation or link are left out
    static List<Guest> withLinks(MongoTables tables, List<Document> documents) {
        Set<ObjectId> mentioned = new HashSet<>();
        for (Document document : documents) {
            ObjectId link = MongoFields.id(document, "shareLinkId");
            if (link != null) {
                mentioned.add(link);
            }
        }
        Map<ObjectId, ShareLink> links = new HashMap<>();
        MongoShareLinks.links(tables.links().these(mentioned)).forEach(link -> links.put(link.id(), link));
        List<Guest> guests = new ArrayList<>();
        for (Document document : documents) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            ObjectId conversation = MongoFields.id(document, "conversationId");
            ObjectId link = MongoFields.id(document, "shareLinkId");
            if (id != null && conversation != null && link != null) {
                guests.add(guest(id, new ConversationId(conversation), link, document, links.get(link)));
            }
        }
        return guests;
    }

    private static Guest guest(
            ObjectId id, ConversationId conversation, ObjectId linkId, Document document, @Nullable ShareLink link) {
        return new Guest(
                id,
                conversation,
                linkId,
                MongoFields.textOr(document, "username", ""),
                MongoFields.text(document, "firstName"),
                MongoFields.text(document, "lastName"),
                MongoFields.textOr(document, "language", Account.DEFAULT_LANGUAGE),
                MongoFields.isActive(document),
                link != null && link.active(),
                link == null ? null : link.expiresAt());
    }

    private static @Nullable Guest first(List<Guest> found) {
        return found.isEmpty() ? null : found.getFirst();
    }
}
