package com.meeshy.presence.server.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.server.store.Account;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Guest;
import com.meeshy.presence.server.store.Member;
import com.meeshy.presence.server.store.MemberQuery;
import com.meeshy.presence.server.store.Membership;
import com.meeshy.presence.server.store.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Conversations with their members from two collections: users from `ConversationMember`, where one may be listed
/// twice, and guests from their own documents.
final class MongoConversations implements Conversations {
    private static final String CONVERSATION_ID = "conversationId";
    private static final String USER_ID = "userId";
    private static final String ROLE = "role";

    private static final Comparator<Conversation> LATEST_FIRST = Comparator.comparing(
                    Conversation::lastMessageAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(one -> one.id().toString());

    private final MongoTables tables;
    private final MongoDirectory directory;

    MongoConversations(MongoTables tables, MongoDirectory directory) {
        this.tables = tables;
        this.directory = directory;
    }

    @Override
    public @Nullable Conversation conversation(String idOrIdentifier) {
        ObjectId id = ObjectId.tryParse(idOrIdentifier);
        Conversation byId = id == null ? null : first(MongoFields.hasId(id));
        return byId != null ? byId : first(eq("identifier", idOrIdentifier));
    }

    @Override
    public List<Roster> rosters(ParticipantId member) {
        List<Document> belongings = member.isAnonymous()
                ? tables.guests().find(and(MongoFields.hasId(member.value()), MongoFields.ACTIVE), CONVERSATION_ID)
                : tables.members()
                        .find(and(eq(USER_ID, MongoFields.bson(member.value())), MongoFields.ACTIVE), CONVERSATION_ID);
        Set<ObjectId> ids = new HashSet<>();
        for (Document belonging : belongings) {
            ObjectId id = MongoFields.id(belonging, CONVERSATION_ID);
            if (id != null) {
                ids.add(id);
            }
        }
        List<Conversation> found = conversations(tables.conversations().these(ids)).stream()
                .filter(Conversation::active)
                .sorted(LATEST_FIRST)
                .toList();
        Map<ConversationId, Set<ParticipantId>> members =
                directory.members(found.stream().map(Conversation::id).toList());
        return found.stream()
                .map(one -> new Roster(one, members.getOrDefault(one.id(), Set.of())))
                .toList();
    }

    @Override
    public Set<ConversationId> globals() {
        return conversations(tables.conversations().find(and(eq("type", "global"), MongoFields.ACTIVE))).stream()
                .map(Conversation::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Membership membership(ConversationId conversation, ParticipantId participant) {
        Bson own = participant.isAnonymous()
                ? MongoFields.hasId(participant.value())
                : eq(USER_ID, MongoFields.bson(participant.value()));
        MongoTable listed = participant.isAnonymous() ? tables.guests() : tables.members();
        List<Document> listings =
                listed.find(and(eq(CONVERSATION_ID, MongoFields.bson(conversation)), own), MongoFields.IS_ACTIVE);
        Document where =
                listings.isEmpty() ? null : tables.conversations().first(MongoFields.hasId(conversation.value()));
        if (where == null) {
            return Membership.NEVER;
        }
        boolean active = MongoFields.isActive(where) && listings.stream().anyMatch(MongoFields::isActive);
        if (!participant.isAnonymous()) {
            List<Account> accounts =
                    MongoAccounts.accounts(tables.users().these(List.of(participant.value()), MongoAccounts.FIELDS));
            if (accounts.isEmpty()) {
                return Membership.NEVER;
            }
            active &= accounts.getFirst().active();
        }
        return active ? Membership.ACTIVE : Membership.NO_LONGER;
    }

    @Override
    public List<Member> members(ConversationId conversation, MemberQuery query) {
        Conversation found = first(MongoFields.hasId(conversation.value()));
        if (found == null || !found.active()) {
            return List.of();
        }
        Set<ParticipantId> among = query.among();
        List<Member> members = new ArrayList<>(users(conversation, among));
        guests(conversation, among).forEach(guest -> members.add(new Member.Anonymous(guest)));
        return query.select(members);
    }

    private List<Member> users(ConversationId conversation, @Nullable Set<ParticipantId> among) {
        Bson listed = and(eq(CONVERSATION_ID, MongoFields.bson(conversation)), MongoFields.ACTIVE);
        List<Document> listings = among == null
                ? tables.members().find(listed, USER_ID, ROLE)
                : tables.members()
                        .among(
                                USER_ID,
                                MongoDirectory.ofKind(ParticipantKind.REGISTERED, among),
                                listed,
                                USER_ID,
                                ROLE);
        // Of somebody listed twice the oldest listing that has a role counts, in whatever order they come.
        Map<String, Document> oldestFirst = new TreeMap<>();
        listings.forEach(listing -> oldestFirst.put(String.valueOf(listing.get(MongoFields.ID)), listing));
        Map<ObjectId, String> roles = new HashMap<>();
        Set<ObjectId> ids = new HashSet<>();
        for (Document listing : oldestFirst.values()) {
            ObjectId user = MongoFields.id(listing, USER_ID);
            String role = MongoFields.text(listing, ROLE);
            if (user != null) {
                ids.add(user);
                if (role != null) {
                    roles.putIfAbsent(user, role);
                }
            }
        }
        return MongoAccounts.accounts(tables.users().these(ids, MongoAccounts.FIELDS)).stream()
                .filter(Account::active)
                .<Member>map(account ->
                        new Member.Registered(account, roles.getOrDefault(account.id(), Member.DEFAULT_ROLE)))
                .toList();
    }

    private List<Guest> guests(ConversationId conversation, @Nullable Set<ParticipantId> among) {
        Bson inside = and(eq(CONVERSATION_ID, MongoFields.bson(conversation)), MongoFields.ACTIVE);
        List<Document> found = among == null
                ? tables.guests().find(inside, MongoGuests.FIELDS)
                : tables.guests()
                        .among(
                                MongoFields.ID,
                                MongoDirectory.ofKind(ParticipantKind.ANONYMOUS, among),
                                inside,
                                MongoGuests.FIELDS);
        return MongoGuests.withLinks(tables, found);
    }

    private @Nullable Conversation first(Bson filter) {
        List<Conversation> found = conversations(tables.conversations().find(filter, null, 1));
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Conversation> conversations(Collection<Document> documents) {
        List<Conversation> conversations = new ArrayList<>();
        for (Document document : documents) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            if (id != null) {
                conversations.add(new Conversation(
                        new ConversationId(id),
                        // Without a public name it is known by its id.
                        MongoFields.textOr(document, "identifier", id.toString()),
                        MongoFields.textOr(document, "type", Conversation.DEFAULT_TYPE),
                        MongoFields.text(document, "title"),
                        MongoFields.isActive(document),
                        MongoFields.moment(document, "lastMessageAt")));
            }
        }
        return conversations;
    }
}
