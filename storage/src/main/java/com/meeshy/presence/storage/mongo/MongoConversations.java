package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Conversations with their members from two collections: users from `ConversationMember`, where one may be
/// listed twice, and guests from their own documents.
final class MongoConversations implements Conversations {
    private static final String CONVERSATION_ID = "conversationId";
    private static final String USER_ID = "userId";

    private static final Comparator<Conversation> LATEST_FIRST = Comparator.comparing(
                    Conversation::lastMessageAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(one -> one.id().toString());

    private final MongoTables tables;

    MongoConversations(MongoTables tables) {
        this.tables = tables;
    }

    @Override
    public @Nullable Conversation conversation(String idOrIdentifier) {
        ObjectId id = ObjectId.tryParse(idOrIdentifier);
        Conversation byId = id == null ? null : first(MongoFields.hasId(id));
        return byId != null ? byId : first(eq("identifier", idOrIdentifier));
    }

    @Override
    public List<Conversation> of(ParticipantId member, int limit) {
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
        return conversations(tables.conversations().these(ids)).stream()
                .filter(Conversation::active)
                .sorted(LATEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<ConversationId, Integer> sizes(Collection<ConversationId> conversations) {
        List<ObjectId> ids = conversations.stream().map(ConversationId::value).toList();
        Bson inside = and(in(CONVERSATION_ID, MongoFields.bson(ids)), MongoFields.ACTIVE);
        Map<ConversationId, Integer> sizes = new HashMap<>();
        for (MongoTable table : List.of(tables.members(), tables.guests())) {
            table.countBy(CONVERSATION_ID, inside)
                    .forEach((id, count) -> sizes.merge(new ConversationId(id), count, Integer::sum));
        }
        return sizes;
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
        return query.select(new MongoMembers(tables, conversation).find(query));
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
