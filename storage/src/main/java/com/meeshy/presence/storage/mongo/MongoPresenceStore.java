package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Presence in the documents of users and guests themselves. Users are listed before guests.
///
/// A write names the version it must not be older than in its own filter, so it needs neither a transaction nor to read
/// first, and whoever does not exist matches nothing.
final class MongoPresenceStore implements PresenceStore {
    private static final String IS_ONLINE = "isOnline";
    private static final String LAST_ACTIVE_AT = "lastActiveAt";
    private static final String VERSION = "presenceVersion";

    private static final Comparator<StoredPresence> OLDEST_FIRST = Comparator.comparing(
            StoredPresence::lastActiveAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    private final Presences users;
    private final Presences guests;

    MongoPresenceStore(MongoTables tables) {
        this.users = new Presences(tables.users(), ParticipantKind.REGISTERED, "lastSeen");
        this.guests = new Presences(tables.guests(), ParticipantKind.ANONYMOUS, "lastSeenAt");
    }

    @Override
    public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
        Map<ParticipantId, StoredPresence> loaded = new HashMap<>();
        for (Presences presences : List.of(users, guests)) {
            presences.load(ids).forEach(one -> loaded.put(one.id(), one));
        }
        return loaded;
    }

    @Override
    public void write(Collection<StoredPresence> states) {
        users.write(states);
        guests.write(states);
    }

    @Override
    public int setBack(Instant latest, Instant now) {
        Bson joinedAhead = and(eq(LAST_ACTIVE_AT, null), gt("joinedAt", MongoFields.date(latest)));
        return setBack(users, gt(LAST_ACTIVE_AT, MongoFields.date(latest)), latest, now)
                + setBack(guests, gt(LAST_ACTIVE_AT, MongoFields.date(latest)), latest, now)
                + setBack(guests, joinedAhead, latest, now);
    }

    @Override
    public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
        List<StoredPresence> idle = new ArrayList<>();
        for (Presences presences : List.of(users, guests)) {
            // Two walks along the index {isOnline, lastActiveAt}: no moment sorts among missing ones.
            idle.addAll(presences.idle(eq(LAST_ACTIVE_AT, null), limit));
            idle.addAll(presences.idle(lt(LAST_ACTIVE_AT, MongoFields.date(cutoff)), limit));
        }
        return idle.stream().sorted(OLDEST_FIRST).limit(limit).toList();
    }

    @Override
    public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
        boolean amongGuests = after != null && after.isAnonymous();
        List<StoredPresence> page = new ArrayList<>();
        if (!amongGuests) {
            page.addAll(users.online(after, limit));
        }
        if (page.size() < limit) {
            page.addAll(guests.online(amongGuests ? after : null, limit - page.size()));
        }
        return page;
    }

    @Override
    public PresenceCounts counts() {
        return new PresenceCounts(
                users.table().size(),
                users.table().count(eq(IS_ONLINE, true)),
                guests.table().count(MongoFields.ACTIVE),
                guests.table().count(eq(IS_ONLINE, true)));
    }

    /// Along the index {isOnline, lastActiveAt}.
    private static int setBack(Presences of, Bson activity, Instant latest, Instant now) {
        Bson ahead = and(in(IS_ONLINE, Arrays.asList(true, false, null)), activity);
        long wrong = of.table().count(ahead);
        if (wrong > 0) {
            Bson seenAhead = gt(of.lastSeen(), MongoFields.date(latest));
            of.table().set(and(ahead, seenAhead), Updates.set(of.lastSeen(), MongoFields.date(now)));
            of.table().set(ahead, Updates.set(LAST_ACTIVE_AT, MongoFields.date(now)));
        }
        return Math.toIntExact(wrong);
    }

    /// One of the two collections.
    ///
    /// @param lastSeen its name for that field
    private record Presences(MongoTable table, ParticipantKind kind, String lastSeen) {

        List<StoredPresence> load(Collection<ParticipantId> ids) {
            return presences(table.these(kind.among(ids), fields()));
        }

        List<StoredPresence> idle(Bson activity, int limit) {
            return presences(
                    table.find(and(eq(IS_ONLINE, true), activity), Sorts.ascending(LAST_ACTIVE_AT), limit, fields()));
        }

        List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
            Bson rest = after == null ? Filters.empty() : gt(MongoFields.ID, MongoFields.bson(after.value()));
            return presences(
                    table.find(and(eq(IS_ONLINE, true), rest), Sorts.ascending(MongoFields.ID), limit, fields()));
        }

        void write(Collection<StoredPresence> states) {
            table.write(states.stream()
                    .filter(state -> state.id().kind() == kind)
                    .map(this::update)
                    .toList());
        }

        private UpdateOneModel<Document> update(StoredPresence state) {
            // "Not greater" is also true of a document that never had a version.
            Bson notNewer = and(MongoFields.hasId(state.id().value()), not(gt(VERSION, state.version())));
            List<Bson> changes = new ArrayList<>();
            changes.add(Updates.set(IS_ONLINE, state.isOnline()));
            changes.add(Updates.set(VERSION, state.version()));
            if (state.lastSeen() != null) {
                changes.add(Updates.set(lastSeen, MongoFields.date(state.lastSeen())));
            }
            if (state.lastActiveAt() != null) {
                changes.add(Updates.max(LAST_ACTIVE_AT, MongoFields.date(state.lastActiveAt())));
            }
            return new UpdateOneModel<>(notNewer, Updates.combine(changes));
        }

        private String[] fields() {
            return new String[] {IS_ONLINE, lastSeen, LAST_ACTIVE_AT, VERSION};
        }

        private List<StoredPresence> presences(List<Document> documents) {
            List<StoredPresence> presences = new ArrayList<>();
            for (Document document : documents) {
                ObjectId id = MongoFields.id(document, MongoFields.ID);
                if (id != null) {
                    presences.add(new StoredPresence(
                            new ParticipantId(kind, id),
                            MongoFields.isTrue(document, IS_ONLINE),
                            MongoFields.moment(document, lastSeen),
                            MongoFields.moment(document, LAST_ACTIVE_AT),
                            MongoFields.number(document, VERSION)));
                }
            }
            return presences;
        }
    }
}
