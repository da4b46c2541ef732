package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.PrefixRange;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Accounts in the collection `User`.
final class MongoAccounts implements Accounts {
    /// What [#account(ObjectId, Document)] reads. Never the rest: it holds passwords and e-mail addresses.
    static final String[] FIELDS = {
        "username", "displayName", "firstName", "lastName", "role", "systemLanguage", MongoFields.IS_ACTIVE
    };

    private final MongoTable users;

    MongoAccounts(MongoTables tables) {
        this.users = tables.users();
    }

    @Override
    public @Nullable Account account(ObjectId id) {
        List<Account> found = accounts(List.of(id));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public @Nullable Account accountByUsername(String username) {
        List<Account> found = accounts(users.find(Filters.eq("username", username), null, 1, FIELDS));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Account> accountsByUsernamePrefix(String prefix, int limit) {
        Bson range = Filters.and(Filters.gte("username", prefix), Filters.lt("username", PrefixRange.end(prefix)));
        return accounts(users.find(range, Sorts.ascending("username"), limit, FIELDS));
    }

    @Override
    public List<Account> accounts(Collection<ObjectId> ids) {
        return accounts(users.these(ids, FIELDS));
    }

    static List<Account> accounts(List<Document> documents) {
        List<Account> accounts = new ArrayList<>();
        for (Document document : documents) {
            ObjectId id = MongoFields.id(document, MongoFields.ID);
            if (id != null) {
                accounts.add(account(id, document));
            }
        }
        return accounts;
    }

    private static Account account(ObjectId id, Document document) {
        return new Account(
                id,
                MongoFields.textOr(document, "username", ""),
                MongoFields.text(document, "displayName"),
                MongoFields.text(document, "firstName"),
                MongoFields.text(document, "lastName"),
                MongoFields.textOr(document, "role", Account.DEFAULT_ROLE),
                MongoFields.textOr(document, "systemLanguage", Account.DEFAULT_LANGUAGE),
                MongoFields.isActive(document));
    }
}
