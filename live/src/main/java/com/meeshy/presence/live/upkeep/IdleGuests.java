package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.model.Guest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/// Guests who have left without a word: their stay is ended, and those who saw them hear of it. The store says
/// of each guest to one caller only that it was closed, so of several nodes one tells.
public final class IdleGuests {
    private static final Duration IDLE = Duration.ofHours(24);

    private final Guests guests;
    private final Tracker tracker;
    private final BiConsumer<ParticipantId, ConversationId> left;

    /// @param left takes it to the viewers, on every node
    public IdleGuests(Guests guests, Tracker tracker, BiConsumer<ParticipantId, ConversationId> left) {
        this.guests = guests;
        this.tracker = tracker;
        this.left = left;
    }

    /// @return how many
    int close(Instant now) {
        List<Guest> closed = guests.closeIdle(now.minus(IDLE), tracker::isHeld);
        closed.forEach(guest -> left.accept(guest.participant(), guest.conversationId()));
        return closed.size();
    }
}
