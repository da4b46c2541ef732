package com.meeshy.presence.live.view;

import com.meeshy.presence.core.audience.Digests;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.line.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Sends `presence:digest`, by which a client finds out that it has missed something. Only to clients that said
/// in their handshake that they know what to do with it. Never blocks.
public final class DigestBroadcaster {
    private final Digests digests;
    private final LiveSessions sessions;
    private final Lines lines;
    private final Predicate<ConversationId> isLarge;
    private final BooleanSupplier isSettled;

    /// @param isSettled false while somebody may be online without a connection because a node has just gone
    public DigestBroadcaster(
            Digests digests,
            LiveSessions sessions,
            Lines lines,
            Predicate<ConversationId> isLarge,
            BooleanSupplier isSettled) {
        this.digests = digests;
        this.sessions = sessions;
        this.lines = lines;
        this.isLarge = isLarge;
        this.isSettled = isSettled;
    }

    /// One digest for each ordinary conversation that somebody follows.
    public void tick() {
        if (!isSettled.getAsBoolean()) {
            return;
        }
        Set<ConversationId> followed = new HashSet<>();
        sessions.forEach(session -> {
            if (session.resumption() != null) {
                followed.addAll(session.conversations());
            }
        });
        followed.removeIf(isLarge);
        for (ConversationId each : followed) {
            lines.to(Rooms.of(each))
                    .except(session -> session.resumption() == null)
                    .send(new Notice.Digest(digests.of(each)));
        }
    }

    /// The digests of one session's conversations, after it was told only what it had missed.
    void tell(Session session) {
        if (!isSettled.getAsBoolean()) {
            return;
        }
        for (ConversationId each : session.conversations()) {
            if (!isLarge.test(each)) {
                session.send(new Notice.Digest(digests.of(each)));
            }
        }
    }
}
