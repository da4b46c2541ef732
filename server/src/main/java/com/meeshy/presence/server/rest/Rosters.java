package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.storage.coalescing.ConversationSizes;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.MemberQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who is shown of conversations, and how many there are. The members of an ordinary conversation are read and
/// shown; of a large one those who are there now, and not all of them (decision 0023). A crowd is not read but
/// counted, and who is there is known without the store.
final class Rosters {
    /// Members read for one answer, over all its conversations: beyond it the rest are shown as crowds are.
    private static final int MOST_READ = 10_000;

    private final Directory directory;
    private final ConversationSizes sizes;
    private final LivePresence presence;
    private final int largeConversation;

    Rosters(Directory directory, ConversationSizes sizes, LivePresence presence, int largeConversation) {
        this.directory = directory;
        this.sizes = sizes;
        this.presence = presence;
        this.largeConversation = largeConversation;
    }

    /// @param shown with their presence, in no order
    record Roster(int memberCount, int onlineCount, List<PresenceView> shown) {}

    /// Of each of these conversations.
    Map<ConversationId, Roster> of(List<Conversation> conversations) {
        Map<ConversationId, Integer> counts =
                sizes.of(conversations.stream().map(Conversation::id).toList());
        Map<ConversationId, Set<ParticipantId>> members = directory.members(readable(conversations, counts));
        Map<ParticipantId, PresenceView> views = views(members.values());
        Map<ConversationId, Roster> rosters = new HashMap<>();
        counts.forEach((id, count) -> {
            Set<ParticipantId> all = members.get(id);
            rosters.put(id, all == null ? crowd(id, count) : ordinary(all, views));
        });
        return rosters;
    }

    private static Set<ConversationId> readable(List<Conversation> conversations, Map<ConversationId, Integer> counts) {
        Set<ConversationId> readable = new HashSet<>();
        int total = 0;
        for (Conversation each : conversations) {
            int count = counts.getOrDefault(each.id(), 0);
            if (count <= MemberQuery.CROWD && total + count <= MOST_READ) {
                readable.add(each.id());
                total += count;
            }
        }
        return readable;
    }

    private Map<ParticipantId, PresenceView> views(Collection<Set<ParticipantId>> members) {
        Set<ParticipantId> shown = new HashSet<>();
        members.forEach(all -> shown.addAll(shown(all)));
        return presence.of(shown).stream().collect(Collectors.toMap(PresenceView::id, Function.identity()));
    }

    private Set<ParticipantId> shown(Set<ParticipantId> members) {
        if (members.size() <= largeConversation) {
            return members;
        }
        return members.stream()
                .filter(presence::isOnline)
                .limit(largeConversation)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Roster ordinary(Set<ParticipantId> members, Map<ParticipantId, PresenceView> views) {
        int online = (int) members.stream().filter(presence::isOnline).count();
        boolean isLarge = members.size() > largeConversation;
        List<PresenceView> shown = members.stream()
                .map(views::get)
                .filter(view -> view != null && (!isLarge || view.isOnline()))
                .limit(isLarge ? largeConversation : members.size())
                .toList();
        return new Roster(members.size(), online, shown);
    }

    private Roster crowd(ConversationId id, int count) {
        return new Roster(count, presence.onlineCount(id), presence.online(id, name -> true, largeConversation));
    }
}
