package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.storage.Conversations;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A directory that does not name the members of a conversation of very many, which is large however few of them
/// are connected (SPEC §3.9). That it is one is found out when its members are read, once; from then on they are
/// counted now and then. Any thread.
public final class CrowdedConversations implements Directory {
    /// A snapshot of as many people has 25 pages.
    static final int MOST_MEMBERS = 5_000;

    private static final int FEW_AGAIN = MOST_MEMBERS * 4 / 5;

    private final Directory directory;
    private final Conversations conversations;
    private final SizeListener listener;
    private final Set<ConversationId> crowded;

    /// @param directory read for others
    /// @param conversations counts members
    public CrowdedConversations(Directory directory, Conversations conversations, SizeListener listener) {
        this.directory = directory;
        this.conversations = conversations;
        this.listener = listener;
        this.crowded = ConcurrentHashMap.newKeySet();
    }

    /// Never blocks.
    public boolean contains(ConversationId conversation) {
        return crowded.contains(conversation);
    }

    @Override
    public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
        return directory.participants(ids);
    }

    /// Without those of conversations of very many.
    @Override
    public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> ids) {
        List<ConversationId> asked = ids.stream().filter(id -> !contains(id)).toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<ConversationId, Set<ParticipantId>> members = new HashMap<>(directory.members(asked));
        members.entrySet().removeIf(each -> {
            boolean isCrowded = each.getValue().size() > MOST_MEMBERS;
            if (isCrowded && crowded.add(each.getKey())) {
                listener.sized(each.getKey(), true);
            }
            return isCrowded;
        });
        return members;
    }

    /// Counts the crowded ones again. Blocks.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when the store is away; what was known stays
    public void refresh() {
        if (crowded.isEmpty()) {
            return;
        }
        Map<ConversationId, Integer> sizes = conversations.sizes(new HashSet<>(crowded));
        for (ConversationId each : Set.copyOf(crowded)) {
            @Nullable Integer size = sizes.get(each);
            if ((size == null || size < FEW_AGAIN) && crowded.remove(each)) {
                listener.sized(each, false);
            }
        }
    }

    /// Hears which conversations have very many members, or have no longer. Must not block.
    @FunctionalInterface
    public interface SizeListener {
        void sized(ConversationId conversation, boolean isCrowded);
    }
}
