package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.session.Departures;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares those who are connected with what admits them, as it is stored now: whether they could still sign
/// in, and until when. Blocks on the store; for virtual threads.
public final class Admissions {
    private final Accounts accounts;
    private final Guests guests;
    private final LiveSessions sessions;
    private final Departures departures;
    private final InstantSource clock;

    public Admissions(Storage storage, LiveSessions sessions, Departures departures, InstantSource clock) {
        this.accounts = storage.accounts();
        this.guests = storage.guests();
        this.sessions = sessions;
        this.departures = departures;
        this.clock = clock;
    }

    /// The guests who have a session here.
    public List<ParticipantId> guestsHere() {
        return sessions.ids().stream().filter(ParticipantId::isAnonymous).toList();
    }

    /// Looks these up, in one query for each kind. The sessions of guests go on as long as their links do now.
    ///
    /// @return why those of them may no longer be here who may not
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away
    public Map<ParticipantId, Rejection> barred(Collection<ParticipantId> ids) {
        Instant now = clock.instant();
        Map<ParticipantId, Rejection> barred = new HashMap<>();
        Map<ObjectId, Account> users = new HashMap<>();
        accounts.accounts(keys(ids, id -> !id.isAnonymous())).forEach(each -> users.put(each.id(), each));
        Map<ObjectId, Guest> visitors = new HashMap<>();
        guests.guests(keys(ids, ParticipantId::isAnonymous)).forEach(each -> visitors.put(each.id(), each));
        for (ParticipantId id : ids) {
            Guest guest = visitors.get(id.value());
            Rejection why = id.isAnonymous() ? reason(guest, now) : reason(users.get(id.value()));
            if (why != null) {
                barred.put(id, why);
            } else if (guest != null && id.isAnonymous()) {
                follow(id, guest.linkExpiresAt());
            }
        }
        return barred;
    }

    private void follow(ParticipantId id, @Nullable Instant end) {
        for (Session session : sessions.of(id)) {
            session.execute(() -> {
                Verified who = session.who();
                if (who != null && !Objects.equals(who.expiresAt(), end)) {
                    session.verified(who.until(end));
                    departures.watchExpiry(session);
                }
            });
        }
    }

    private static @Nullable Rejection reason(@Nullable Account account) {
        return account != null && account.active() ? null : Rejection.USER_INACTIVE;
    }

    private static @Nullable Rejection reason(@Nullable Guest guest, Instant now) {
        return guest == null
                ? Rejection.SESSION_CLOSED
                : switch (guest.admission(now)) {
                    case ADMITTED -> null;
                    case CLOSED -> Rejection.SESSION_CLOSED;
                    case INACTIVE_LINK -> Rejection.LINK_INACTIVE;
                    case EXPIRED_LINK -> Rejection.LINK_EXPIRED;
                };
    }

    private static List<ObjectId> keys(Collection<ParticipantId> ids, Predicate<ParticipantId> which) {
        List<ObjectId> keys = new ArrayList<>(ids.size());
        ids.stream().filter(which).map(ParticipantId::value).forEach(keys::add);
        return keys;
    }
}
