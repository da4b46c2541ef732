package com.meeshy.presence.server.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Guest;
import com.meeshy.presence.server.store.JoinRequest;
import com.meeshy.presence.server.store.JoinResult;
import com.meeshy.presence.server.store.Nickname;
import com.meeshy.presence.server.store.ObjectIdSource;
import com.meeshy.presence.server.store.SessionToken;
import com.meeshy.presence.server.store.ShareLink;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Lets a guest in through a link, or says why not, one at a time per conversation in the whole cluster,
/// without a transaction and without a lock that could be left behind.
///
/// What is checked may have changed before the guest is stored. So each admission is first written into one
/// document of the conversation, on condition that nobody else was admitted since it was read; whoever loses
/// checks again. The list in it bridges the moment until the guest's own document is there.
final class MongoGuestDoor {
    private static final int LOCKS = 64;
    private static final int ATTEMPTS = 40;

    /// With more members than this it is cheaper to ask who has the name than who is a member.
    private static final int FEW_MEMBERS = 1_000;

    private final MongoTables tables;
    private final MongoShareLinks links;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ObjectIdSource ids;

    /// So that only nodes compete for a conversation, not the guests of one node.
    private final List<ReentrantLock> locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toList();

    MongoGuestDoor(MongoTables tables, MongoShareLinks links, InstantSource clock, SecureRandom random) {
        this.tables = tables;
        this.links = links;
        this.clock = clock;
        this.random = random;
        this.ids = new ObjectIdSource(clock, random);
    }

    JoinResult join(String linkIdOrIdentifier, JoinRequest request) {
        ShareLink link = links.named(linkIdOrIdentifier);
        if (link == null) {
            return new JoinResult.UnknownLink();
        }
        if (link.hasExpired(clock.instant())) {
            return new JoinResult.ExpiredLink();
        }
        if (!link.active() || !isActive(link.conversationId())) {
            return new JoinResult.InactiveLink();
        }
        ReentrantLock lock = locks.get(Math.floorMod(link.conversationId().hashCode(), LOCKS));
        lock.lock();
        try {
            return joinAlone(link, request);
        } finally {
            lock.unlock();
        }
    }

    private JoinResult joinAlone(ShareLink link, JoinRequest request) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            MongoAdmissions admissions = MongoAdmissions.of(tables, link.conversationId(), now);
            Integer max = link.maxConcurrentUsers();
            if (max != null && inside(link, admissions) >= max) {
                return new JoinResult.Full(max);
            }
            String wanted = Nickname.wanted(request);
            String free = Nickname.free(
                    wanted == null ? Nickname.made(request) : wanted,
                    nickname -> isTaken(link.conversationId(), nickname, admissions),
                    random);
            if (wanted != null && !free.equals(wanted)) {
                return new JoinResult.NameTaken(free);
            }
            ObjectId id = ids.next();
            if (admissions.admit(tables, id, link.id(), free, now)) {
                return letIn(id, link, free, request, now);
            }
            pause(attempt);
        }
        throw new StoreException("Too many guests join this conversation at the same time; try again.");
    }

    private JoinResult letIn(ObjectId id, ShareLink link, String nickname, JoinRequest request, Instant now) {
        String token = SessionToken.next(random);
        Guest guest = Guest.newcomer(id, link, nickname, request);
        tables.guests()
                .insert(new Document(MongoFields.ID, MongoFields.bson(id))
                        .append("conversationId", MongoFields.bson(link.conversationId()))
                        .append("shareLinkId", MongoFields.bson(link.id()))
                        .append("username", nickname)
                        .append("firstName", guest.firstName())
                        .append("lastName", guest.lastName())
                        .append("language", guest.language())
                        .append("sessionToken", token)
                        .append(MongoFields.IS_ACTIVE, true)
                        .append("isOnline", false)
                        .append("joinedAt", Date.from(now)));
        return new JoinResult.Joined(guest, token);
    }

    private boolean isActive(ConversationId id) {
        List<Conversation> found =
                MongoConversations.conversations(tables.conversations().find(MongoFields.hasId(id.value()), null, 1));
        return !found.isEmpty() && found.getFirst().active();
    }

    /// The admitted are asked for first, so nobody falls between the two; the union counts nobody twice.
    private int inside(ShareLink link, MongoAdmissions admissions) {
        Set<ObjectId> inside = new HashSet<>(admissions.through(link.id()));
        tables.guests()
                .find(and(eq("shareLinkId", MongoFields.bson(link.id())), MongoFields.ACTIVE), MongoFields.ID)
                .forEach(guest -> inside.add(MongoFields.of(guest.getObjectId(MongoFields.ID))));
        return inside.size();
    }

    private boolean isTaken(ConversationId conversation, String nickname, MongoAdmissions admissions) {
        Bson inConversation = eq("conversationId", MongoFields.bson(conversation));
        Bson named = regex("username", Pattern.compile("^" + Pattern.quote(nickname) + "$", Pattern.CASE_INSENSITIVE));
        return admissions.names(nickname)
                || tables.guests().exists(and(inConversation, MongoFields.ACTIVE, named))
                || isMemberNamed(inConversation, named);
    }

    private boolean isMemberNamed(Bson inConversation, Bson named) {
        Bson members = and(inConversation, MongoFields.ACTIVE);
        Bson active = and(named, MongoFields.ACTIVE);
        List<Document> some = tables.members().find(members, null, FEW_MEMBERS, "userId");
        if (some.size() < FEW_MEMBERS) {
            return tables.users().exists(and(in(MongoFields.ID, values(some, "userId")), active));
        }
        List<Document> namesakes = tables.users().find(active, MongoFields.ID);
        return !namesakes.isEmpty()
                && tables.members().exists(and(members, in("userId", values(namesakes, MongoFields.ID))));
    }

    private static List<@Nullable Object> values(List<Document> documents, String field) {
        return documents.stream()
                .<@Nullable Object>map(document -> document.get(field))
                .toList();
    }

    private void pause(int attempt) {
        try {
            Thread.sleep(random.nextLong(1, 5L + attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while others were joining.");
        }
    }
}
