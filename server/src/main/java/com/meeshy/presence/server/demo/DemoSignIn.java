package com.meeshy.presence.server.demo;

import com.meeshy.presence.live.authentication.Tokens;
import com.meeshy.presence.server.rest.DemoPeople;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.model.Account;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tokens for the people of the demo, and for nobody else.
public final class DemoSignIn implements DemoPeople {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final List<String> usernames;
    private final List<GuestLink> guestLinks;
    private final Accounts accounts;
    private final Tokens tokens;

    public DemoSignIn(DemoWorld world, Accounts accounts, Tokens tokens) {
        this.usernames = world.usernames();
        this.guestLinks = world.guestLinks();
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public List<Account> everybody() {
        return usernames.stream()
                .map(accounts::accountByUsername)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<GuestLink> guestLinks() {
        return guestLinks;
    }

    @Override
    public @Nullable SignedIn signIn(String username) {
        Account account = usernames.contains(username) ? accounts.accountByUsername(username) : null;
        return account == null ? null : new SignedIn(account, tokens.issue(account.id(), account.username(), LIFETIME));
    }
}
