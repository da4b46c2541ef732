package com.meeshy.presence.live.directory;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.session.AdmissionEdits;
import com.meeshy.presence.live.session.Departures;
import com.meeshy.presence.storage.coalescing.OutageCache;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes an administrator's edits to those who are connected. Reads the directory, so callers are virtual
/// threads.
public final class LiveConnectionsDoor implements LiveConnections {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnectionsDoor.class);

    /// Participants looked up in one query.
    private static final int BATCH = 500;

    private final Departures departures;
    private final Admissions admissions;
    private final AdmissionEdits edits;
    private final Visibility visibility;
    private final Directory directory;
    private final OutageCache memory;
    private final GlobalConversations globals;
    private final Executor virtualThreads;

    public LiveConnectionsDoor(
            Departures departures,
            Admissions admissions,
            AdmissionEdits edits,
            Visibility visibility,
            Directory directory,
            OutageCache memory,
            GlobalConversations globals,
            Executor virtualThreads) {
        this.globals = globals;
        this.departures = departures;
        this.admissions = admissions;
        this.edits = edits;
        this.visibility = visibility;
        this.directory = directory;
        this.memory = memory;
        this.virtualThreads = virtualThreads;
    }

    @Override
    public int close(ParticipantId participant, Closing why) {
        memory.forget(participant);
        edits.edited();
        return switch (why) {
            case BY_ADMIN ->
                departures.revoke(
                        participant, "DISCONNECTED_BY_ADMIN", "An administrator closed this session.", "admin");
            case DEACTIVATED -> departures.revoke(participant, Rejection.USER_INACTIVE);
            case LEFT -> departures.revoke(participant, Rejection.SESSION_CLOSED);
        };
    }

    /// The participant has other conversations, or another name.
    void changed(ParticipantId participant) {
        participantsChanged(Set.of(participant));
    }

    /// The participant was deactivated, closed, or is gone.
    void barred(ParticipantId participant, Rejection why) {
        memory.forget(participant);
        departures.revoke(participant, why);
        participantsChanged(Set.of(participant));
    }

    @Override
    public void guestsChanged() {
        edits.edited();
        memory.forgetGuests();
        batches(admissions.guestsHere()).forEach(this::check);
    }

    /// Sends away whoever of these may no longer be here.
    public void check(Collection<ParticipantId> participants) {
        try {
            admissions.barred(participants).forEach(this::barred);
        } catch (StoreException e) {
            LOG.error("Changed admissions not applied to live connections: participants={}", participants.size(), e);
        }
    }

    @Override
    public void participantsChanged(Collection<ParticipantId> participants) {
        participants.forEach(memory::forget);
        batches(participants).forEach(batch -> apply(batch, () -> visibility.changed(batch)));
    }

    @Override
    public void membersJoined(Map<ParticipantId, Set<ConversationId>> joined) {
        joined.forEach((participant, conversations) -> {
            memory.forget(participant);
            conversations.forEach(memory::forget);
        });
        batches(joined.keySet()).forEach(batch -> apply(batch, () -> visibility.joined(batch, joined)));
    }

    @Override
    public void memberLeft(ParticipantId participant, ConversationId conversation) {
        memory.forget(participant);
        memory.forget(conversation);
        apply(List.of(participant), () -> visibility.left(participant, conversation));
    }

    @Override
    public void conversationsChanged(Collection<ConversationId> conversations) {
        Set<ConversationId> changed = Set.copyOf(conversations);
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach(memory::forget);
        virtualThreads.execute(() -> {
            try {
                globals.refresh();
                batches(visibility.trackedOf(changed, directory.members(changed)))
                        .forEach(visibility::changed);
            } catch (StoreException e) {
                LOG.error("Changed conversations not applied to live connections: {}", changed, e);
            }
        });
    }

    private static Stream<List<ParticipantId>> batches(Collection<ParticipantId> participants) {
        return participants.stream().distinct().gather(Gatherers.windowFixed(BATCH));
    }

    private static void apply(List<ParticipantId> participants, Runnable change) {
        try {
            change.run();
        } catch (StoreException e) {
            LOG.error("Change not applied to live connections: participants={}", participants, e);
        }
    }
}
