package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Guests.NamesConnected;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.NameKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/// The names in use in one conversation, as far as they can be known in bounded work.
///
/// Guests of the gateway are found by the keys of their names. Users are the host application's, so nothing is
/// added to them: the members of a conversation are read, but in a crowd only those whose username is written
/// like the name.
final class MongoNames {
    /// The field of a guest that holds the keys of its names.
    static final String KEYS = "presenceNames";

    private final MongoTables tables;
    private final ConversationId conversation;
    private final MongoAdmissions admissions;
    private final NamesConnected connected;
    private final Set<String> read;
    private final boolean isCrowd;

    private MongoNames(
            MongoTables tables,
            ConversationId conversation,
            MongoAdmissions admissions,
            NamesConnected connected,
            Set<String> read,
            boolean isCrowd) {
        this.tables = tables;
        this.conversation = conversation;
        this.admissions = admissions;
        this.connected = connected;
        this.read = read;
        this.isCrowd = isCrowd;
    }

    static MongoNames of(
            MongoTables tables, ConversationId conversation, MongoAdmissions admissions, NamesConnected connected) {
        Bson inside = inside(conversation);
        Set<String> read = new HashSet<>();
        List<Document> others =
                tables.guests().find(and(inside, eq(KEYS, null)), null, MemberQuery.CROWD, MongoGuests.FIELDS);
        for (Guest guest : MongoGuests.withLinks(tables, others)) {
            read.addAll(NameKey.of(guest));
        }
        List<Document> members = tables.members().find(inside, null, MemberQuery.CROWD + 1, "userId");
        boolean isCrowd = members.size() > MemberQuery.CROWD;
        if (!isCrowd) {
            active(tables.users().these(ids(members), MongoAccounts.FIELDS))
                    .forEach(user -> read.addAll(NameKey.of(user)));
        }
        return new MongoNames(tables, conversation, admissions, connected, read, isCrowd);
    }

    boolean include(String name) {
        String key = NameKey.of(name);
        return read.contains(key)
                || admissions.name(key)
                || tables.guests().exists(and(inside(conversation), eq(KEYS, key)))
                || (isCrowd && (connected.isShown(conversation, key) || isUsername(name, key)));
    }

    private boolean isUsername(String name, String key) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<String> spellings = Set.copyOf(List.of(name, key, lower, name.toUpperCase(Locale.ROOT), capital(lower)));
        List<Account> namesakes =
                active(tables.users().find(in("username", spellings), null, MemberQuery.CROWD, MongoAccounts.FIELDS));
        return !tables.members()
                .among("userId", namesakes.stream().map(Account::id).toList(), inside(conversation), "userId")
                .isEmpty();
    }

    private static String capital(String lower) {
        return lower.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    private static Bson inside(ConversationId conversation) {
        return and(eq("conversationId", MongoFields.bson(conversation)), MongoFields.ACTIVE);
    }

    private static List<Account> active(List<Document> users) {
        return MongoAccounts.accounts(users).stream().filter(Account::active).toList();
    }

    private static Collection<ObjectId> ids(List<Document> members) {
        Set<ObjectId> ids = new HashSet<>();
        for (Document member : members) {
            ObjectId id = MongoFields.id(member, "userId");
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }
}
