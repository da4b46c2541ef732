package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Account;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Registered users, active and deactivated alike: the caller decides what a deactivated one may do.
public interface Accounts {
    @Nullable
    Account account(ObjectId id);

    /// By exact username; upper and lower case differ.
    @Nullable
    Account accountByUsername(String username);

    /// Those whose username begins with the prefix, upper and lower case told apart, in the order of usernames.
    /// Answered by the index on usernames.
    ///
    /// @param prefix not empty
    /// @param limit at most so many, at least 1
    List<Account> accountsByUsernamePrefix(String prefix, int limit);

    /// Those of the given users that exist, each once, in no particular order.
    List<Account> accounts(Collection<ObjectId> ids);
}
