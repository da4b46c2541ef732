package com.meeshy.presence.storage.coalescing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.storage.Conversations;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How many members conversations have, counted at most once a minute each: counting 40 000 costs as much as
/// reading some hundreds. Bounded in number. Any thread; blocks on the store.
public final class ConversationSizes {
    private static final Duration AGE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 50_000;

    private final Conversations conversations;
    private final Cache<ConversationId, Integer> known = Caffeine.newBuilder()
            .expireAfterWrite(AGE)
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    public ConversationSizes(Conversations conversations) {
        this.conversations = conversations;
    }

    /// As [Conversations#sizes], each of the conversations with a number.
    public Map<ConversationId, Integer> of(Collection<ConversationId> ids) {
        return known.getAll(Set.copyOf(ids), missing -> {
            Map<ConversationId, Integer> counted = new HashMap<>(conversations.sizes(Set.copyOf(missing)));
            missing.forEach(each -> counted.putIfAbsent(each, 0));
            return counted;
        });
    }
}
