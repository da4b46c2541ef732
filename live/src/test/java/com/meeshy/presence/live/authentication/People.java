package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.ShareLink;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/// Accounts and guests in memory that count how often they are asked, and can be away.
@NullUnmarked
final class People implements Accounts, Guests {
    final Map<ObjectId, Account> accounts = new HashMap<>();
    final Map<String, Guest> guestsBySession = new HashMap<>();
    int lookups;
    boolean away;

    Account user(String id, String username, boolean active) {
        Account account = new Account(ObjectId.parse(id), username, null, "Alice", "Martin", "USER", "fr", active);
        accounts.put(account.id(), account);
        return account;
    }

    void guest(String session, boolean active, boolean linkActive, Instant linkExpiresAt) {
        ObjectId id = ObjectId.parse("65b000000000000000000001");
        guestsBySession.put(
                session,
                new Guest(
                        id, new ConversationId(id), id, "guest1", null, null, "en", active, linkActive, linkExpiresAt));
    }

    private <T> T looked(T answer) {
        lookups++;
        if (away) {
            throw new StoreException("away");
        }
        return answer;
    }

    @Override
    public Account account(ObjectId id) {
        return looked(accounts.get(id));
    }

    @Override
    public Guest guestBySession(String sessionToken) {
        return looked(guestsBySession.get(sessionToken));
    }

    @Override
    public Account accountByUsername(String username) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Account> accountsByUsernamePrefix(String prefix, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Account> accounts(Collection<ObjectId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Guest guest(ObjectId guestId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Guest> guests(Collection<ObjectId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ShareLink link(String linkIdOrIdentifier) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RefreshResult refresh(String sessionToken) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean leave(ObjectId guestId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Guest> closeIdle(Instant idleSince, Predicate<ParticipantId> live) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ShareLink> deactivateExpiredLinks(Instant now) {
        throw new UnsupportedOperationException();
    }
}
