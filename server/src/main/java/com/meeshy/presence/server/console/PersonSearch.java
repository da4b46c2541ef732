package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.storage.Lookups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds people by id, by the beginning of a username, and, of those here lately, by the beginning of any word of
/// their name. Blocks on the store.
public final class PersonSearch {
    private static final int MOST_FOUND = 20;

    private final Lookups storage;
    private final Tracker tracker;
    private final LivePresence presence;

    public PersonSearch(Lookups storage, Tracker tracker, LivePresence presence) {
        this.storage = storage;
        this.tracker = tracker;
        this.presence = presence;
    }

    /// Those online first, then by name.
    Found find(String query) {
        Set<ParticipantId> ids = new LinkedHashSet<>();
        ObjectId id = ObjectId.tryParse(query);
        ParticipantId known = id == null ? null : withId(id);
        if (known != null) {
            ids.add(known);
        }
        String lower = query.toLowerCase(Locale.ROOT);
        for (String prefix : lower.equals(query) ? List.of(query) : List.of(query, lower)) {
            storage.accounts()
                    .accountsByUsernamePrefix(prefix, MOST_FOUND + 1)
                    .forEach(account -> ids.add(account.participant()));
        }
        Matcher name = new Matcher(query);
        tracker.forEach(view -> {
            if (ids.size() <= MOST_FOUND && name.matches(view.name())) {
                ids.add(view.id());
            }
        });
        List<PersonBody> people = people(ids.stream().limit(MOST_FOUND).toList());
        return new Found(people, ids.size() > MOST_FOUND);
    }

    /// The participant with this id; null when there is none.
    @Nullable
    ParticipantId withId(ObjectId id) {
        if (storage.accounts().account(id) != null) {
            return ParticipantId.registered(id);
        }
        return storage.guests().guest(id) != null ? ParticipantId.anonymous(id) : null;
    }

    /// Those of the given participants that exist, those online first, then by name.
    List<PersonBody> people(List<ParticipantId> ids) {
        Map<ParticipantId, PresenceView> views = new HashMap<>();
        presence.of(ids).forEach(view -> views.put(view.id(), view));
        List<PersonBody> people = new ArrayList<>();
        storage.accounts().accounts(values(ids, false)).forEach(account -> {
            PresenceView view = views.get(account.participant());
            if (view != null) {
                people.add(PersonBody.of(account, view));
            }
        });
        storage.guests().guests(values(ids, true)).forEach(guest -> {
            PresenceView view = views.get(guest.participant());
            if (view != null) {
                people.add(PersonBody.of(guest, view));
            }
        });
        people.sort(Comparator.comparing(PersonBody::isOnline).reversed().thenComparing(PersonBody::name));
        return people;
    }

    private static List<ObjectId> values(List<ParticipantId> ids, boolean anonymous) {
        return ids.stream()
                .filter(id -> id.isAnonymous() == anonymous)
                .map(ParticipantId::value)
                .toList();
    }

    /// The answer to a search.
    ///
    /// @param more whether there are others
    record Found(List<PersonBody> people, boolean more) {}

    /// Upper and lower case not counted.
    private record Matcher(String query) {
        Matcher {
            query = query.toLowerCase(Locale.ROOT);
        }

        boolean matches(String name) {
            String text = name.toLowerCase(Locale.ROOT);
            return text.startsWith(query) || text.contains(" " + query);
        }
    }
}
