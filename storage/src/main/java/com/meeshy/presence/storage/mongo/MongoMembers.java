package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.identity.ParticipantKind;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.PrefixRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The members of one active conversation, of whom no more are read than a query may need.
final class MongoMembers {
    private static final String USER_ID = "userId";
    private static final String ROLE = "role";
    private static final String USERNAME = "username";

    private final MongoTables tables;
    private final Bson inside;

    MongoMembers(MongoTables tables, ConversationId conversation) {
        this.tables = tables;
        this.inside = and(eq("conversationId", MongoFields.bson(conversation)), MongoFields.ACTIVE);
    }

    /// Those among whom [MemberQuery#select] finds the answer.
    List<Member> find(MemberQuery query) {
        Set<ParticipantId> among = query.among();
        if (among != null) {
            List<Member> these = registered(listings(ParticipantKind.REGISTERED.among(among)));
            these.addAll(anonymous(tables.guests()
                    .among(MongoFields.ID, ParticipantKind.ANONYMOUS.among(among), inside, MongoGuests.FIELDS)));
            return these;
        }
        List<Document> listings = tables.members().find(inside, null, MemberQuery.CROWD + 1, USER_ID, ROLE);
        List<Document> guests = tables.guests().find(inside, null, MemberQuery.CROWD + 1, MongoGuests.FIELDS);
        if (listings.size() > MemberQuery.CROWD || guests.size() > MemberQuery.CROWD) {
            listings = ofCrowd(query, listings);
        }
        List<Member> members = registered(listings);
        members.addAll(anonymous(guests));
        return members;
    }

    private List<Document> ofCrowd(MemberQuery query, List<Document> some) {
        String search = query.search();
        if (search == null || search.isBlank()) {
            return some.subList(0, Math.min(some.size(), query.limit()));
        }
        List<Account> named = MongoAccounts.accounts(
                tables.users().find(beginsWith(search.strip()), null, MemberQuery.CROWD, MongoAccounts.FIELDS));
        return listings(named.stream().map(Account::id).toList());
    }

    /// In the spellings in which usernames are found by their index.
    private static Bson beginsWith(String search) {
        String lower = search.toLowerCase(Locale.ROOT);
        String capital = lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        List<Bson> ranges = new ArrayList<>();
        for (String prefix : new HashSet<>(List.of(search, lower, capital))) {
            ranges.add(and(gte(USERNAME, prefix), lt(USERNAME, PrefixRange.end(prefix))));
        }
        return or(ranges);
    }

    private List<Document> listings(Collection<ObjectId> users) {
        return tables.members().among(USER_ID, users, inside, USER_ID, ROLE);
    }

    private List<Member> registered(List<Document> listings) {
        Map<ObjectId, @Nullable String> roles = roles(listings);
        List<Member> members = new ArrayList<>();
        for (Account account : MongoAccounts.accounts(tables.users().these(roles.keySet(), MongoAccounts.FIELDS))) {
            if (account.active()) {
                String role = roles.get(account.id());
                members.add(new Member.Registered(account, role == null ? Member.DEFAULT_ROLE : role));
            }
        }
        return members;
    }

    /// Of somebody listed twice the oldest listing that has a role counts, in whatever order they come.
    private static Map<ObjectId, @Nullable String> roles(List<Document> listings) {
        Map<String, Document> oldestFirst = new TreeMap<>();
        listings.forEach(listing -> oldestFirst.put(String.valueOf(listing.get(MongoFields.ID)), listing));
        Map<ObjectId, @Nullable String> roles = new HashMap<>();
        for (Document listing : oldestFirst.values()) {
            ObjectId user = MongoFields.id(listing, USER_ID);
            if (user != null && roles.get(user) == null) {
                roles.put(user, MongoFields.text(listing, ROLE));
            }
        }
        return roles;
    }

    private List<Member> anonymous(List<Document> guests) {
        return MongoGuests.withLinks(tables, guests).stream()
                .<Member>map(Member.Anonymous::new)
                .toList();
    }
}
