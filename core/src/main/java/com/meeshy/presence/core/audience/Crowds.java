package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.tracker.Attendance;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The rule for large conversations (SPEC §3.9), in front of the announcer of ordinary ones: a change goes to the
/// subject's ordinary conversations at once, and to those who opened a large one in its next batch.
///
/// [#announce] is called by shards; one thread calls [#tick] a few times a second.
public final class Crowds implements Announcer {
    private final Announcer ordinary;
    private final CrowdAnnouncer large;
    private final Attendance attendance;
    private final Predicate<ConversationId> isGlobal;
    private final int largeAbove;
    private final InstantSource clock;
    private final Map<ConversationId, Crowd> crowds = new ConcurrentHashMap<>();

    /// @param isGlobal whether a conversation is of the type `global`, and so always large; must not block
    /// @param largeAbove a conversation with more connected members than this is large; it is ordinary again
    ///     below four fifths of it, so that coming and going at the limit changes nothing
    public Crowds(
            Announcer ordinary,
            CrowdAnnouncer large,
            Attendance attendance,
            Predicate<ConversationId> isGlobal,
            int largeAbove,
            InstantSource clock) {
        if (largeAbove < 1) {
            throw new IllegalArgumentException("a large conversation must have at least 1 member, not " + largeAbove);
        }
        this.ordinary = ordinary;
        this.large = large;
        this.attendance = attendance;
        this.isGlobal = isGlobal;
        this.largeAbove = largeAbove;
        this.clock = clock;
    }

    public boolean isLarge(ConversationId conversation) {
        return crowds.containsKey(conversation) || isGlobal.test(conversation);
    }

    @Override
    public void announce(PresenceChange change) {
        Set<ConversationId> crowded = new HashSet<>(2);
        for (ConversationId conversation : change.audience()) {
            if (becomesLarge(conversation)) {
                crowded.add(conversation);
                crowd(conversation).add(change.view());
            }
        }
        ordinary.announce(crowded.isEmpty() ? change : change.without(crowded));
    }

    @Override
    public void announceReturned(PresenceChange change) {
        for (ConversationId conversation : change.audience()) {
            if (becomesLarge(conversation)) {
                crowd(conversation).add(change.view());
            }
        }
    }

    @Override
    public void announceLeft(ParticipantId participant, Set<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            Crowd crowd = crowds.get(conversation);
            if (crowd != null) {
                crowd.forget(participant);
            }
        }
        ordinary.announceLeft(participant, conversations);
    }

    /// Tells those who opened large conversations, and all members how many are there.
    public void tick() {
        crowds.forEach((conversation, crowd) -> {
            int online = attendance.onlineCount(conversation);
            crowd.tell(online, clock.instant(), large);
            if (online < largeAbove * 4 / 5 && !isGlobal.test(conversation) && crowds.remove(conversation, crowd)) {
                large.announceSize(conversation, false);
            } else if (online == 0 && crowd.isQuiet(online, clock.instant())) {
                crowds.remove(conversation, crowd);
            }
        });
    }

    /// How many changes wait for a batch.
    public int waiting() {
        return crowds.values().stream().mapToInt(Crowd::waiting).sum();
    }

    private boolean becomesLarge(ConversationId conversation) {
        if (isLarge(conversation)) {
            return true;
        }
        // Who is tracked is counted at once, who is online only where it may matter.
        if (attendance.size(conversation) <= largeAbove || attendance.onlineCount(conversation) <= largeAbove) {
            return false;
        }
        if (crowds.putIfAbsent(conversation, new Crowd(conversation)) == null) {
            large.announceSize(conversation, true);
        }
        return true;
    }

    private Crowd crowd(ConversationId conversation) {
        Crowd known = crowds.get(conversation);
        return known == null ? crowds.computeIfAbsent(conversation, Crowd::new) : known;
    }
}
