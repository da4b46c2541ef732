package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.NameKey;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Guests of one conversation who were admitted and whose own document is not there yet, as read at one revision
/// of the conversation's document in `PresenceGuestDoor`.
final class MongoAdmissions {
    /// Longer than any store call may take: an admission this old ended with its process, and its guest never
    /// came.
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private static final String REVISION = "revision";
    private static final String ADMITTED = "admitted";
    private static final String GUEST = "guest";

    private final ConversationId conversation;

    /// Grows with every admission; 0 when there never was one.
    private final long revision;

    private final List<Admission> pending;

    private MongoAdmissions(ConversationId conversation, long revision, List<Admission> pending) {
        this.conversation = conversation;
        this.revision = revision;
        this.pending = pending;
    }

    /// @param names keys of the names by which the guest will be known
    private record Admission(ObjectId guest, ObjectId link, Set<String> names, Instant at) {
        Document document() {
            return new Document(GUEST, MongoFields.bson(guest))
                    .append("link", MongoFields.bson(link))
                    .append("names", List.copyOf(names))
                    .append("at", Date.from(at));
        }
    }

    static MongoAdmissions of(MongoTables tables, ConversationId conversation, Instant now) {
        Document door = tables.doors().first(MongoFields.hasId(conversation.value()));
        if (door == null) {
            return new MongoAdmissions(conversation, 0, List.of());
        }
        List<Admission> pending = new ArrayList<>();
        for (Admission one : admissions(door)) {
            if (one.at().plus(LOST_AFTER).isAfter(now)) {
                pending.add(one);
            }
        }
        Set<ObjectId> arrived = new HashSet<>();
        tables.guests()
                .these(pending.stream().map(Admission::guest).toList(), MongoFields.ID)
                .forEach(guest -> arrived.add(MongoFields.of(guest.getObjectId(MongoFields.ID))));
        pending.removeIf(one -> arrived.contains(one.guest()));
        return new MongoAdmissions(conversation, MongoFields.number(door, REVISION), pending);
    }

    /// Those on their way in through this link.
    Set<ObjectId> through(ObjectId link) {
        Set<ObjectId> guests = new HashSet<>();
        pending.stream().filter(one -> one.link().equals(link)).forEach(one -> guests.add(one.guest()));
        return guests;
    }

    /// Whether somebody on the way in will be known by a name with this key.
    boolean name(String key) {
        return pending.stream().anyMatch(one -> one.names().contains(key));
    }

    /// Admits one more, if nobody else was admitted since this was read.
    boolean admit(MongoTables tables, Guest guest, Instant now) {
        List<Document> admitted = new ArrayList<>();
        pending.forEach(one -> admitted.add(one.document()));
        admitted.add(new Admission(guest.id(), guest.shareLinkId(), NameKey.of(guest), now).document());
        Bson door = MongoFields.hasId(conversation.value());
        Bson mark = and(door, eq(ADMITTED + "." + GUEST, MongoFields.bson(guest.id())));
        if (revision == 0) {
            Document first = new Document(MongoFields.ID, MongoFields.bson(conversation))
                    .append(REVISION, 1L)
                    .append(ADMITTED, admitted);
            return tables.doors().insertFirst(first, mark);
        }
        return tables.doors()
                .change(
                        and(door, eq(REVISION, revision)),
                        Updates.combine(Updates.set(REVISION, revision + 1), Updates.set(ADMITTED, admitted)),
                        mark);
    }

    private static List<Admission> admissions(Document door) {
        List<Admission> admissions = new ArrayList<>();
        for (Document one : door.getList(ADMITTED, Document.class, List.of())) {
            ObjectId guest = MongoFields.id(one, GUEST);
            ObjectId link = MongoFields.id(one, "link");
            Instant at = MongoFields.moment(one, "at");
            if (guest != null && link != null && at != null) {
                admissions.add(
                        new Admission(guest, link, Set.copyOf(one.getList("names", String.class, List.of())), at));
            }
        }
        return admissions;
    }
}
