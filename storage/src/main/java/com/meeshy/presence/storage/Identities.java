package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import org.jspecify.annotations.Nullable;

/// What a credential is checked against. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
public interface Identities {
    /// As [Accounts#account].
    @Nullable
    Account account(ObjectId id);

    /// As [Guests#guestBySession].
    @Nullable
    Guest guestBySession(String sessionToken);

    /// Each asked by a query of its own.
    static Identities of(Accounts accounts, Guests guests) {
        return new Identities() {
            @Override
            public @Nullable Account account(ObjectId id) {
                return accounts.account(id);
            }

            @Override
            public @Nullable Guest guestBySession(String sessionToken) {
                return guests.guestBySession(sessionToken);
            }
        };
    }
}
