package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import org.jspecify.annotations.Nullable;

/// A person as operators see it: presence, and who it is. No e-mail address, no token.
///
/// @param name as viewers see it
/// @param role of the account; `ANONYMOUS` for a guest
/// @param isActive false for a deactivated account and for a guest who has left
record PersonBody(
        String userId,
        boolean isAnonymous,
        String name,
        String username,
        String role,
        boolean isActive,
        boolean isOnline,
        @Nullable String lastActiveAt,
        @Nullable String lastSeen) {

    static PersonBody of(Account account, PresenceView view) {
        return of(view, account.name(), account.username(), account.role(), account.active());
    }

    static PersonBody of(Guest guest, PresenceView view) {
        return of(view, guest.name(), guest.username(), Verified.GUEST_ROLE, guest.active());
    }

    private static PersonBody of(PresenceView view, String name, String username, String role, boolean active) {
        return new PersonBody(
                view.id().text(),
                view.id().isAnonymous(),
                name,
                username,
                role,
                active,
                view.isOnline(),
                Moments.textOrNull(view.lastActiveAt()),
                Moments.textOrNull(view.lastSeen()));
    }
}
