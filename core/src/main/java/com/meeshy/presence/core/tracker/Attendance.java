package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The tracked participants of each conversation: those connected, and those who were active or left in the last
/// while. Written by the shards; any thread may read, and sees a moving picture.
public final class Attendance {
    private final Map<ConversationId, Gathering> present = new ConcurrentHashMap<>();

    /// When somebody last joined or left each conversation, for as long as clients may resume from before that.
    private final Map<ConversationId, Moment> memberChanges = new ConcurrentHashMap<>();

    /// The latest change that was forgotten.
    private final AtomicLong forgottenMillis = new AtomicLong(Long.MIN_VALUE);

    /// Somebody joined or left these conversations: clients that were away must read their members again.
    void membersChanged(Collection<ConversationId> conversations, Moment moment) {
        conversations.forEach(each -> memberChanges.put(each, moment));
    }

    void forgetMemberChangesBefore(long nanos) {
        memberChanges.values().removeIf(change -> {
            boolean isOld = change.nanos() - nanos < 0;
            if (isOld) {
                forgot(change.millis());
            }
            return isOld;
        });
    }

    /// A change of this moment is remembered no longer.
    void forgot(long millis) {
        forgottenMillis.accumulateAndGet(millis, Math::max);
    }

    /// No change since this moment was forgotten.
    Instant completeSince() {
        long forgotten = forgottenMillis.get();
        return forgotten == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(forgotten + 1);
    }

    /// Whether somebody joined or left one of the conversations since then, as far as remembered.
    public boolean membersChangedSince(Collection<ConversationId> conversations, Instant since) {
        for (ConversationId each : conversations) {
            Moment changed = memberChanges.get(each);
            if (changed != null && !changed.at().isBefore(since)) {
                return true;
            }
        }
        return false;
    }

    void enter(Tracked participant, Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            present.compute(conversation, (id, known) -> {
                Gathering gathering = known == null ? new Gathering() : known;
                if (gathering.tracked.add(participant) && participant.presence().isOnline()) {
                    gathering.online.incrementAndGet();
                }
                return gathering;
            });
        }
    }

    void leave(Tracked participant, Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            present.computeIfPresent(conversation, (id, gathering) -> {
                if (gathering.tracked.remove(participant)
                        && participant.presence().isOnline()) {
                    gathering.online.decrementAndGet();
                }
                return gathering.tracked.isEmpty() ? null : gathering;
            });
        }
    }

    /// Somebody who is in these conversations went online or offline just now.
    void edge(boolean isOnline, Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            Gathering gathering = present.get(conversation);
            if (gathering != null) {
                gathering.online.addAndGet(isOnline ? 1 : -1);
            }
        }
    }

    /// Visits the presence of each tracked participant of the conversation.
    public void forEach(ConversationId conversation, Consumer<PresenceView> visitor) {
        for (Tracked each : tracked(conversation)) {
            visitor.accept(each.view());
        }
    }

    /// Visits each who is online, with all conversations it is in.
    public void forEachOnline(ConversationId conversation, BiConsumer<PresenceView, Set<ConversationId>> visitor) {
        for (Tracked each : tracked(conversation)) {
            if (each.presence().isOnline()) {
                visitor.accept(each.view(), each.participant().conversations());
            }
        }
    }

    /// Those who are online, in no order.
    public List<PresenceView> online(ConversationId conversation) {
        return tracked(conversation).stream()
                .filter(each -> each.presence().isOnline())
                .map(Tracked::view)
                .toList();
    }

    /// Some of those who are online and shown by such a name, in no order; looks at no more than it takes.
    ///
    /// @param limit at most so many
    public List<PresenceView> online(ConversationId conversation, Predicate<String> name, int limit) {
        return tracked(conversation).stream()
                .filter(each -> each.presence().isOnline()
                        && name.test(each.participant().name()))
                .limit(limit)
                .map(Tracked::view)
                .toList();
    }

    /// How many are online, without looking at each.
    public int onlineCount(ConversationId conversation) {
        Gathering gathering = present.get(conversation);
        return gathering == null ? 0 : gathering.online.get();
    }

    /// How many conversations have somebody tracked.
    public int conversations() {
        return present.size();
    }

    private Set<Tracked> tracked(ConversationId conversation) {
        Gathering gathering = present.get(conversation);
        return gathering == null ? Set.of() : gathering.tracked;
    }

    /// The tracked of one conversation. Each is counted by its own shard alone, so the count is right whatever
    /// the others do.
    private static final class Gathering {
        private final Set<Tracked> tracked = ConcurrentHashMap.newKeySet(2);
        private final AtomicInteger online = new AtomicInteger();
    }
}
