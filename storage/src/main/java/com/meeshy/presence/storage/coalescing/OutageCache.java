package com.meeshy.presence.storage.coalescing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Guest;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the store said lately, for the time when it is away: a cache that answers in place of an error
/// ("stale-if-error") and at no other time. Bounded in number and age; whatever changes through the gateway is
/// forgotten at once ([#forget]). Any thread.
///
/// Stored presence is not kept: who comes back from memory is taken in as one of whom nothing is stored, so
/// that no old `lastSeen` is written over a newer one.
public final class OutageCache {
    static final Duration AGE = Duration.ofHours(1);
    static final int MOST_PEOPLE = 50_000;
    static final int MOST_CONVERSATIONS = 20_000;

    /// Members over all conversations: one of 50 000 counts as much as 2 500 of 20.
    static final int MOST_MEMBERS = 500_000;

    private final Cache<ObjectId, Account> accounts;
    private final Cache<ObjectId, Guest> guests;
    private final Cache<String, ObjectId> guestsBySession;
    private final Cache<ParticipantId, Participant> participants;
    private final Cache<ConversationId, Set<ParticipantId>> members;

    /// Grows with each [#forget]: what was read before one is not remembered after it.
    private long changes;

    public OutageCache(Time time) {
        accounts = cache(time, MOST_PEOPLE);
        guests = cache(time, MOST_PEOPLE);
        guestsBySession = cache(time, MOST_PEOPLE);
        participants = cache(time, MOST_PEOPLE);
        members = lasting(time)
                .maximumWeight(MOST_MEMBERS)
                .<ConversationId, Set<ParticipantId>>weigher(
                        (id, all) -> Math.max(all.size(), MOST_MEMBERS / MOST_CONVERSATIONS))
                .build();
    }

    /// The participant is another than before, or may not come in any more.
    public synchronized void forget(ParticipantId participant) {
        changes++;
        participants.invalidate(participant);
        if (participant.isAnonymous()) {
            guests.invalidate(participant.value());
        } else {
            accounts.invalidate(participant.value());
        }
    }

    /// Links are others than before: the guests who came through them are looked up again.
    public synchronized void forgetGuests() {
        changes++;
        guests.invalidateAll();
        guestsBySession.invalidateAll();
    }

    /// The conversation has other members than before.
    public synchronized void forget(ConversationId conversation) {
        changes++;
        members.invalidate(conversation);
    }

    /// Reads, and remembers what was read unless something was forgotten meanwhile.
    <T> T read(Supplier<T> read, Remember<T> remember) {
        long before = changes();
        T found = read.get();
        synchronized (this) {
            if (changes == before) {
                remember.in(this, found);
            }
        }
        return found;
    }

    /// How to remember an answer of the store.
    interface Remember<T> {
        void in(OutageCache memory, T found);
    }

    void accounts(Collection<ObjectId> asked, Map<ObjectId, Account> found) {
        replace(accounts, asked, found, Account::id);
    }

    void sessions(Collection<String> asked, Map<String, Guest> found) {
        found.values().forEach(guest -> guests.put(guest.id(), guest));
        asked.stream().filter(session -> !found.containsKey(session)).forEach(guestsBySession::invalidate);
        found.forEach((session, guest) -> guestsBySession.put(session, guest.id()));
    }

    void participants(Collection<ParticipantId> asked, Map<ParticipantId, Participant> found) {
        replace(participants, asked, found, Participant::id);
    }

    void members(Collection<ConversationId> asked, Map<ConversationId, Set<ParticipantId>> found) {
        for (ConversationId conversation : asked) {
            Set<ParticipantId> all = found.get(conversation);
            if (all == null) {
                members.invalidate(conversation);
            } else {
                members.put(conversation, Set.copyOf(all)); // a fifth of what a set takes that can change
            }
        }
    }

    @Nullable
    Account account(ObjectId id) {
        return accounts.getIfPresent(id);
    }

    @Nullable
    Guest guestBySession(String session) {
        ObjectId id = guestsBySession.getIfPresent(session);
        return id == null ? null : guests.getIfPresent(id);
    }

    /// All of these, or null when one of them is not remembered.
    @Nullable
    Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        return all(participants, ids);
    }

    /// Of all of these, or null when one of them is not remembered.
    @Nullable
    Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
        return all(members, conversations);
    }

    private synchronized long changes() {
        return changes;
    }

    /// Kept by the key that the value holds anyway, not by an equal one that was asked for.
    private static <K, V> void replace(Cache<K, V> cache, Collection<K> asked, Map<K, V> found, Function<V, K> keyOf) {
        for (K key : asked) {
            V value = found.get(key);
            if (value == null) {
                cache.invalidate(key);
            } else {
                cache.put(keyOf.apply(value), value);
            }
        }
    }

    private static <K, V> @Nullable Map<K, V> all(Cache<K, V> cache, Collection<K> keys) {
        Map<K, V> found = new HashMap<>();
        for (K key : keys) {
            V value = cache.getIfPresent(key);
            if (value == null) {
                return null;
            }
            found.put(key, value);
        }
        return found;
    }

    private static <K, V> Cache<K, V> cache(Time time, int most) {
        return lasting(time).maximumSize(most).build();
    }

    private static Caffeine<Object, Object> lasting(Time time) {
        return Caffeine.newBuilder()
                .expireAfterWrite(AGE)
                .ticker(time::nanos)
                // On the caller: it is a matter of microseconds.
                .executor(Runnable::run);
    }
}
