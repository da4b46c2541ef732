package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.storage.model.PersonName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/// Who exists and who belongs where, in a fixed number of queries however many are asked for (more only in the
/// thousands).
final class MongoDirectory implements Directory {
    private static final String CONVERSATION_ID = "conversationId";
    private static final String USER_ID = "userId";
    private static final String[] USER_FIELDS = {
        "username", "displayName", "firstName", "lastName", MongoFields.IS_ACTIVE
    };
    private static final String[] GUEST_FIELDS = {
        "username", "firstName", "lastName", CONVERSATION_ID, MongoFields.IS_ACTIVE
    };

    private final MongoTables tables;

    MongoDirectory(MongoTables tables) {
        this.tables = tables;
    }

    private record Belonging(ConversationId conversation, ObjectId participant) {}

    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        List<ObjectId> users = ParticipantKind.REGISTERED.among(ids);
        List<Document> guests = tables.guests().these(ParticipantKind.ANONYMOUS.among(ids), GUEST_FIELDS);
        List<Belonging> ofUsers = belongings(
                tables.members().among(USER_ID, users, MongoFields.ACTIVE, CONVERSATION_ID, USER_ID), USER_ID);
        List<Belonging> ofGuests = belongings(guests, MongoFields.ID);

        Set<ConversationId> mentioned = new HashSet<>();
        ofUsers.forEach(one -> mentioned.add(one.conversation()));
        ofGuests.forEach(one -> mentioned.add(one.conversation()));
        Set<ConversationId> active = activeAmong(mentioned);

        Map<ParticipantId, Participant> found = new HashMap<>();
        add(found, ParticipantKind.REGISTERED, tables.users().these(users, USER_FIELDS), ofUsers, active);
        add(found, ParticipantKind.ANONYMOUS, guests, ofGuests, active);
        return found;
    }

    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        Map<ConversationId, Set<ParticipantId>> members = new HashMap<>();
        activeAmong(conversations).forEach(id -> members.put(id, new HashSet<>()));
        List<ObjectId> active =
                members.keySet().stream().map(ConversationId::value).toList();

        List<Belonging> users = belongings(
                tables.members().among(CONVERSATION_ID, active, MongoFields.ACTIVE, CONVERSATION_ID, USER_ID), USER_ID);
        Set<ObjectId> activeUsers =
                activeUsers(users.stream().map(Belonging::participant).collect(Collectors.toSet()));
        for (Belonging one : users) {
            if (activeUsers.contains(one.participant())) {
                setOf(members, one.conversation()).add(ParticipantId.registered(one.participant()));
            }
        }
        List<Document> guests = tables.guests().among(CONVERSATION_ID, active, MongoFields.ACTIVE, CONVERSATION_ID);
        for (Belonging one : belongings(guests, MongoFields.ID)) {
            setOf(members, one.conversation()).add(ParticipantId.anonymous(one.participant()));
        }
        return members;
    }

    /// Those of the users that exist and were not deactivated.
    private Set<ObjectId> activeUsers(Set<ObjectId> ids) {
        Set<ObjectId> active = new HashSet<>();
        for (Document document : tables.users().among(MongoFields.ID, ids, MongoFields.ACTIVE, MongoFields.ID)) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            if (id != null) {
                active.add(id);
            }
        }
        return active;
    }

    private Set<ConversationId> activeAmong(Collection<ConversationId> ids) {
        List<ObjectId> wanted = ids.stream().map(ConversationId::value).toList();
        return tables.conversations().among(MongoFields.ID, wanted, MongoFields.ACTIVE, MongoFields.ID).stream()
                .map(document -> new ConversationId(MongoFields.of(document.getObjectId(MongoFields.ID))))
                .collect(Collectors.toSet());
    }

    private static void add(
            Map<ParticipantId, Participant> found,
            ParticipantKind kind,
            List<Document> people,
            List<Belonging> belongings,
            Set<ConversationId> active) {
        Map<ObjectId, Set<ConversationId>> conversations = new HashMap<>();
        for (Belonging one : belongings) {
            if (active.contains(one.conversation())) {
                setOf(conversations, one.participant()).add(one.conversation());
            }
        }
        for (Document document : people) {
            ObjectId value = MongoFields.id(document, MongoFields.ID);
            if (value != null) {
                ParticipantId id = new ParticipantId(kind, value);
                // Whoever was deactivated is found, and belongs nowhere.
                Set<ConversationId> own =
                        MongoFields.isActive(document) ? conversations.getOrDefault(value, Set.of()) : Set.of();
                found.put(id, new Participant(id, name(value, document), own));
            }
        }
    }

    private static String name(ObjectId id, Document document) {
        return PersonName.of(
                MongoFields.text(document, "displayName"),
                MongoFields.text(document, "firstName"),
                MongoFields.text(document, "lastName"),
                MongoFields.text(document, "username"),
                id);
    }

    /// @param participant the field that holds the participant's id
    private static List<Belonging> belongings(List<Document> documents, String participant) {
        List<Belonging> belongings = new ArrayList<>();
        for (Document document : documents) {
            ObjectId conversation = MongoFields.id(document, CONVERSATION_ID);
            ObjectId who = MongoFields.id(document, participant);
            if (conversation != null && who != null) {
                belongings.add(new Belonging(new ConversationId(conversation), who));
            }
        }
        return belongings;
    }

    private static <K, V> Set<V> setOf(Map<K, Set<V>> sets, K key) {
        return sets.computeIfAbsent(key, _ -> new HashSet<>());
    }
}
