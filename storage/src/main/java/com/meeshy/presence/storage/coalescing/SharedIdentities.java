package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.Identities;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accounts and guests, looked up together by all who come at the same time; from memory while the store is away.
record SharedIdentities(
        ReadCoalescer<ObjectId, Account> accounts, ReadCoalescer<String, Guest> sessions, OutageCache memory)
        implements Identities {
    @Override
    public @Nullable Account account(ObjectId id) {
        List<ObjectId> asked = List.of(id);
        try {
            return memory.read(() -> accounts.get(asked), (recent, found) -> recent.accounts(asked, found))
                    .get(id);
        } catch (StoreException e) {
            Account remembered = memory.account(id);
            if (remembered == null) {
                throw e;
            }
            return remembered;
        }
    }

    @Override
    public @Nullable Guest guestBySession(String sessionToken) {
        List<String> asked = List.of(sessionToken);
        try {
            return memory.read(() -> sessions.get(asked), (recent, found) -> recent.sessions(asked, found))
                    .get(sessionToken);
        } catch (StoreException e) {
            Guest remembered = memory.guestBySession(sessionToken);
            if (remembered == null) {
                throw e;
            }
            return remembered;
        }
    }
}
