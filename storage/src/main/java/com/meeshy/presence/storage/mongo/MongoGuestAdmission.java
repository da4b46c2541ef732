package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.Guests.NamesConnected;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.Nickname;
import com.meeshy.presence.storage.model.ObjectIdSource;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Lets a guest in through a link, or says why not, one at a time per conversation in the whole cluster, without
/// a transaction and without a lock that could be left behind: optimistic concurrency control.
///
/// What is checked may have changed before the guest is stored. So each admission is first written into one
/// document of the conversation, on condition that nobody else was admitted since it was read; whoever loses
/// checks again. The list in it bridges the moment until the guest's own document is there.
final class MongoGuestAdmission {
    private static final int LOCKS = 64;
    private static final int ATTEMPTS = 40;

    private final MongoTables tables;
    private final MongoShareLinks links;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ObjectIdSource ids;
    private final UnaryOperator<String> keep;

    /// So that only nodes compete for a conversation, not the guests of one node.
    private final List<ReentrantLock> locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toList();

    /// @param keep the form in which a new session token is stored
    MongoGuestAdmission(
            MongoTables tables,
            MongoShareLinks links,
            InstantSource clock,
            SecureRandom random,
            UnaryOperator<String> keep) {
        this.tables = tables;
        this.links = links;
        this.clock = clock;
        this.random = random;
        this.ids = new ObjectIdSource(clock, random);
        this.keep = keep;
    }

    JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected) {
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
            return joinAlone(link, request, connected);
        } finally {
            lock.unlock();
        }
    }

    private JoinResult joinAlone(ShareLink link, JoinRequest request, NamesConnected connected) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            MongoAdmissions admissions = MongoAdmissions.of(tables, link.conversationId(), now);
            Integer max = link.maxConcurrentUsers();
            if (max != null && inside(link, admissions, max) >= max) {
                return new JoinResult.Full(max);
            }
            MongoNames names = MongoNames.of(tables, link.conversationId(), admissions, connected);
            Nickname nickname = Nickname.of(request, names::include, random);
            JoinRequest granted = nickname.wish();
            if (granted == null) {
                return new JoinResult.NameTaken(nickname.nickname());
            }
            Guest guest = Guest.newcomer(ids.next(), link, nickname.nickname(), granted);
            if (admissions.admit(tables, guest, now)) {
                return letIn(guest, now);
            }
            pause(attempt);
        }
        throw new StoreException("Too many guests join this conversation at the same time; try again.");
    }

    private JoinResult letIn(Guest guest, Instant now) {
        String token = SessionToken.next(random);
        tables.guests()
                .insert(new Document(MongoFields.ID, MongoFields.bson(guest.id()))
                        .append("conversationId", MongoFields.bson(guest.conversationId()))
                        .append("shareLinkId", MongoFields.bson(guest.shareLinkId()))
                        .append("username", guest.username())
                        .append("firstName", guest.firstName())
                        .append("lastName", guest.lastName())
                        .append("language", guest.language())
                        .append("sessionToken", keep.apply(token))
                        .append(MongoNames.KEYS, List.copyOf(NameKey.of(guest)))
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
    ///
    /// @param most enough are counted when it is reached
    private int inside(ShareLink link, MongoAdmissions admissions, int most) {
        Set<ObjectId> inside = new HashSet<>(admissions.through(link.id()));
        Bson through = and(eq("shareLinkId", MongoFields.bson(link.id())), MongoFields.ACTIVE);
        tables.guests()
                .find(through, null, most, MongoFields.ID)
                .forEach(guest -> inside.add(MongoFields.of(guest.getObjectId(MongoFields.ID))));
        return inside.size();
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
