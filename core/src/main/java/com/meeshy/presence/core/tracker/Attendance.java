package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The tracked participants of each conversation: those connected, and those who were active or left in the last
/// while. Written by the shards; any thread may read, and sees a moving picture.
public final class Attendance {
    private final Map<ConversationId, Set<Tracked>> present = new ConcurrentHashMap<>();

    /// When somebody last joined or left each conversation, for as long as clients may resume from before that.
    private final Map<ConversationId, Instant> memberChanges = new ConcurrentHashMap<>();

    /// Somebody joined or left these conversations: clients that were away must read their members again.
    void membersChanged(Collection<ConversationId> conversations, Instant at) {
        conversations.forEach(each -> memberChanges.put(each, at));
    }

    void forgetMemberChangesBefore(Instant cutoff) {
        memberChanges.values().removeIf(at -> at.isBefore(cutoff));
    }

    /// Whether somebody joined or left one of the conversations since then, as far as remembered.
    public boolean membersChangedSince(Collection<ConversationId> conversations, Instant since) {
        for (ConversationId each : conversations) {
            Instant changed = memberChanges.get(each);
            if (changed != null && !changed.isBefore(since)) {
                return true;
            }
        }
        return false;
    }

    void enter(Tracked participant, Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            present.compute(conversation, (id, there) -> {
                Set<Tracked> more = there == null ? ConcurrentHashMap.newKeySet(2) : there;
                more.add(participant);
                return more;
            });
        }
    }

    void leave(Tracked participant, Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            present.computeIfPresent(conversation, (id, there) -> {
                there.remove(participant);
                return there.isEmpty() ? null : there;
            });
        }
    }

    /// Visits the presence of each tracked participant of the conversation.
    public void forEach(ConversationId conversation, Consumer<PresenceView> visitor) {
        for (Tracked each : present.getOrDefault(conversation, Set.of())) {
            visitor.accept(each.view());
        }
    }

    /// Those who are online, in no order.
    public List<PresenceView> online(ConversationId conversation) {
        return present.getOrDefault(conversation, Set.of()).stream()
                .filter(each -> each.presence().isOnline())
                .map(Tracked::view)
                .toList();
    }

    /// How many are online. Takes time in proportion to the conversation's size.
    public int onlineCount(ConversationId conversation) {
        int count = 0;
        for (Tracked each : present.getOrDefault(conversation, Set.of())) {
            count += each.presence().isOnline() ? 1 : 0;
        }
        return count;
    }

    /// How many are tracked, at once: never less than those online.
    public int size(ConversationId conversation) {
        return present.getOrDefault(conversation, Set.of()).size();
    }

    /// How many conversations have somebody tracked.
    public int conversations() {
        return present.size();
    }
}
