package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.CrowdChange;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Attendance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The rule for large conversations (SPEC §3.9), in front of the announcer of ordinary ones: a change goes to the
/// subject's ordinary conversations at once, and to those who opened a large one in its next batch.
///
/// [#announce] is called by shards; one thread calls [#tick] a few times a second.
public final class Crowds implements Announcer {
    private static final Duration BATCH_EVERY = Duration.ofSeconds(1);

    private final Announcer ordinary;
    private final CrowdAnnouncer large;
    private final Attendance attendance;
    private final Predicate<ConversationId> isGlobal;
    private final int largeAbove;
    private final Time time;
    private final Map<ConversationId, Crowd> crowds = new ConcurrentHashMap<>();

    /// What those who opened a large conversation are about to be told. Bounded by the participants.
    private final Map<ParticipantId, CrowdChange> changed = new ConcurrentHashMap<>();

    /// By the ticker.
    private long nextBatch;

    /// @param isGlobal whether a conversation is of the type `global`, and so always large; must not block
    /// @param largeAbove a conversation with more connected members than this is large; it is ordinary again
    ///     below four fifths of it, so that coming and going at the limit changes nothing
    public Crowds(
            Announcer ordinary,
            CrowdAnnouncer large,
            Attendance attendance,
            Predicate<ConversationId> isGlobal,
            int largeAbove,
            Time time) {
        if (largeAbove < 1) {
            throw new IllegalArgumentException("a large conversation must have at least 1 member, not " + largeAbove);
        }
        this.ordinary = ordinary;
        this.large = large;
        this.attendance = attendance;
        this.isGlobal = isGlobal;
        this.largeAbove = largeAbove;
        this.time = time;
        this.nextBatch = time.nanos();
    }

    public boolean isLarge(ConversationId conversation) {
        return crowds.containsKey(conversation) || isGlobal.test(conversation);
    }

    @Override
    public void announce(PresenceChange change) {
        Set<ConversationId> large = enterCrowds(change.audience());
        PresenceChange toOrdinary = large.isEmpty() ? change : change.without(large);
        ordinary.announce(toOrdinary);
        keep(change.view(), large, toOrdinary.audience(), Set.of());
    }

    @Override
    public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
        Set<ConversationId> large = enterCrowds(joined);
        Set<ConversationId> told = new HashSet<>(joined);
        told.removeAll(large);
        ordinary.announceJoined(view, Set.copyOf(told), moment);
        keep(view, large, Set.copyOf(told), Set.of());
    }

    @Override
    public void announceReturned(PresenceChange change) {
        Set<ConversationId> large = enterCrowds(change.audience());
        keep(change.view(), large, change.without(large).audience(), Set.of());
    }

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
        changed.computeIfPresent(view.id(), (id, change) -> change.without(left));
        ordinary.announceLeft(view, left, remaining);
        retell(view, remaining, left);
    }

    /// Tells those who opened large conversations, and all members how many are there.
    public void tick() {
        Moment now = time.moment();
        tellBatch(now.nanos());
        crowds.forEach((conversation, crowd) -> {
            int online = attendance.onlineCount(conversation);
            boolean quiet =
                    crowd.tell(online, now.nanos(), count -> large.announceCount(conversation, count, now.at()));
            if (online < largeAbove * 4 / 5 && !isGlobal.test(conversation) && crowds.remove(conversation, crowd)) {
                large.announceSize(conversation, false);
            } else if (online == 0 && quiet) {
                crowds.remove(conversation, crowd);
            }
        });
    }

    /// Tells one viewer, who is new to these conversations, how many are online in those that are large.
    public void tellCounts(Collection<ConversationId> conversations, CountListener viewer) {
        for (ConversationId each : conversations) {
            if (isLarge(each)) {
                crowd(each)
                        .tellOne(
                                () -> attendance.onlineCount(each),
                                count -> viewer.counted(each, count, time.instant()));
            }
        }
    }

    /// How many changes wait for a batch.
    public int waiting() {
        return changed.size();
    }

    private void tellBatch(long nowNanos) {
        if (changed.isEmpty() || nowNanos - nextBatch < 0) {
            return;
        }
        nextBatch = nowNanos + BATCH_EVERY.toNanos();
        List<CrowdChange> batch = new ArrayList<>();
        changed.forEach((id, change) -> {
            // A newer one that comes in between stays for the next batch.
            if (changed.remove(id, change) && !change.large().isEmpty()) {
                batch.add(change);
            }
        });
        if (!batch.isEmpty()) {
            large.announceToOpeners(batch);
        }
    }

    private boolean becomesLarge(ConversationId conversation) {
        if (isLarge(conversation)) {
            return true;
        }
        if (attendance.onlineCount(conversation) <= largeAbove) {
            return false;
        }
        if (crowds.putIfAbsent(conversation, new Crowd()) == null) {
            large.announceSize(conversation, true);
            attendance.forEachOnline(
                    conversation, (view, conversations) -> retell(view, conversations, Set.of(conversation)));
        }
        return true;
    }

    /// Those who saw somebody in these conversations do no longer, but may have opened another one that both
    /// share and that is large: there nobody told them, because they knew.
    private void retell(PresenceView view, Set<ConversationId> conversations, Set<ConversationId> unseenIn) {
        if (!view.isOnline()) {
            return;
        }
        Set<ConversationId> others = new HashSet<>(conversations);
        others.removeAll(unseenIn);
        Set<ConversationId> large = new HashSet<>(others);
        large.removeIf(each -> !isLarge(each));
        others.removeAll(large);
        keep(view, large, others, unseenIn);
    }

    private void keep(
            PresenceView view, Set<ConversationId> large, Set<ConversationId> told, Set<ConversationId> only) {
        if (!large.isEmpty()) {
            changed.merge(view.id(), new CrowdChange(view, large, told, only), (before, now) -> now.after(before));
        }
    }

    /// The large ones of these conversations.
    private Set<ConversationId> enterCrowds(Set<ConversationId> audience) {
        Set<ConversationId> large = new HashSet<>(2);
        for (ConversationId conversation : audience) {
            if (becomesLarge(conversation)) {
                large.add(conversation);
                crowd(conversation);
            }
        }
        return large;
    }

    private Crowd crowd(ConversationId conversation) {
        Crowd known = crowds.get(conversation);
        return known == null ? crowds.computeIfAbsent(conversation, id -> new Crowd()) : known;
    }

    /// Hears how many are online in a conversation. Must not block.
    @FunctionalInterface
    public interface CountListener {
        void counted(ConversationId conversation, int online, Instant at);
    }
}
