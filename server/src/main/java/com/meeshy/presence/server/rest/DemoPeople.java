package com.meeshy.presence.server.rest;

import com.meeshy.presence.storage.model.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The people a visitor of the demo may sign in as, without a password. Exists in demo mode only.
public interface DemoPeople {
    List<Account> everybody();

    /// The links through which a visitor comes in as a guest.
    List<GuestLink> guestLinks();

    /// A token for one of them; null when it is nobody of the demo.
    @Nullable
    SignedIn signIn(String username);

    /// @param conversation its title
    record GuestLink(String linkId, String conversation) {}

    record SignedIn(Account account, String token) {
        @Override
        public String toString() {
            return "SignedIn[" + account.username() + "]";
        }
    }
}
