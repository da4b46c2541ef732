package com.meeshy.presence.live.view;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.storage.Lookups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Presence for REST, from the tracker first and the store second: of those who are not here, the name and the
/// stored presence are read, and no conversations.
public final class LivePresenceView implements LivePresence {
    private final Lookups lists;
    private final Tracker tracker;
    private final IntSupplier connections;

    /// @param lists the store, read in the lane of lists
    public LivePresenceView(Lookups lists, Tracker tracker, IntSupplier connections) {
        this.lists = lists;
        this.tracker = tracker;
        this.connections = connections;
    }

    @Override
    public List<PresenceView> of(Collection<ParticipantId> ids) {
        List<PresenceView> views = new ArrayList<>(ids.size());
        Set<ParticipantId> away = new HashSet<>();
        for (ParticipantId id : ids) {
            PresenceView live = tracker.live(id);
            if (live == null) {
                away.add(id);
            } else {
                views.add(live);
            }
        }
        if (!away.isEmpty()) {
            Map<ParticipantId, StoredPresence> stored = lists.presence().load(away);
            names(away).forEach((id, name) -> views.add(view(id, name, stored.get(id))));
        }
        return views;
    }

    private Map<ParticipantId, String> names(Set<ParticipantId> ids) {
        Map<ParticipantId, String> names = new HashMap<>();
        List<ObjectId> users = values(ids, false);
        List<ObjectId> guests = values(ids, true);
        if (!users.isEmpty()) {
            lists.accounts().accounts(users).forEach(user -> names.put(user.participant(), user.name()));
        }
        if (!guests.isEmpty()) {
            lists.guests().guests(guests).forEach(guest -> names.put(guest.participant(), guest.name()));
        }
        return names;
    }

    private static List<ObjectId> values(Set<ParticipantId> ids, boolean anonymous) {
        return ids.stream()
                .filter(id -> id.isAnonymous() == anonymous)
                .map(ParticipantId::value)
                .toList();
    }

    private static PresenceView view(ParticipantId id, String name, @Nullable StoredPresence stored) {
        return stored == null
                ? new PresenceView(id, name, false, null, null, 0)
                : new PresenceView(
                        id, name, stored.isOnline(), stored.lastActiveAt(), stored.lastSeen(), stored.version());
    }

    @Override
    public boolean isOnline(ParticipantId id) {
        PresenceView live = tracker.live(id);
        return live != null && live.isOnline();
    }

    @Override
    public List<PresenceView> online(ConversationId conversation, Predicate<String> name, int limit) {
        return tracker.attendance().online(conversation, name, limit);
    }

    @Override
    public int onlineCount(ConversationId conversation) {
        return tracker.attendance().onlineCount(conversation);
    }

    @Override
    public LiveCounts counts() {
        LongAdder users = new LongAdder();
        LongAdder guests = new LongAdder();
        tracker.forEach(view -> {
            if (view.isOnline()) {
                (view.id().isAnonymous() ? guests : users).increment();
            }
        });
        return new LiveCounts(users.sum(), guests.sum(), connections.getAsInt());
    }
}
