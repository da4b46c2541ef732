package com.meeshy.presence.live.view;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.CrowdChange;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.port.LiveMeter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of large conversations (SPEC §3.9): changes to the connections that have opened one, the number of those
/// online to all its members.
public final class CrowdBroadcaster implements CrowdAnnouncer {
    private static final Logger LOG = LoggerFactory.getLogger(CrowdBroadcaster.class);

    private final Lines lines;
    private final LiveMeter meter;
    private final Queue<ConversationId> ordinaryAgain = new ConcurrentLinkedQueue<>();

    public CrowdBroadcaster(Lines lines, LiveMeter meter) {
        this.lines = lines;
        this.meter = meter;
    }

    @Override
    public void announceToOpeners(Collection<CrowdChange> changed) {
        for (CrowdChange change : changed) {
            lines.to(Rooms.ofOpeners(change.large()))
                    .except(session -> hasHeard(session, change))
                    .sendLatest(change.view().id(), new Notice.Status(change.view()));
        }
        meter.announcedToOpeners();
        LOG.debug("USER_STATUS Broadcast to openers changed={}", changed.size());
    }

    /// By the announcement to the subject's ordinary conversations and to itself, or from the large one before.
    private static boolean hasHeard(Session session, CrowdChange change) {
        Verified who = session.who();
        return (who != null && who.id().equals(change.view().id()))
                || change.told().stream().anyMatch(session::isMemberOf)
                || (!change.only().isEmpty() && change.only().stream().noneMatch(session::isMemberOf));
    }

    @Override
    public void announceCount(ConversationId conversation, int onlineCount, Instant updatedAt) {
        lines.to(Rooms.of(conversation)).send(new Notice.OnlineCount(conversation, onlineCount, updatedAt));
    }

    @Override
    public void announceSize(ConversationId conversation, boolean isLarge) {
        LOG.info("Conversation {} is {}", conversation, isLarge ? "large" : "ordinary again");
        lines.to(Rooms.of(conversation)).send(new Notice.Size(conversation, isLarge));
        if (!isLarge) {
            ordinaryAgain.add(conversation);
        }
    }

    /// Conversations whose members need a snapshot, because from now on they are told of every change.
    public List<ConversationId> takeOrdinaryAgain() {
        List<ConversationId> taken = new ArrayList<>();
        for (ConversationId next = ordinaryAgain.poll(); next != null; next = ordinaryAgain.poll()) {
            taken.add(next);
        }
        return taken;
    }
}
