package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The socket layer of a node: writes each event once to every line that has one of its rooms.
final class Loudspeaker implements Announcer, CrowdAnnouncer {
    private final World world;
    private final SimulatedNode node;

    Loudspeaker(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public void announce(PresenceChange change) {
        PresenceView view = falsified(change);
        world.chronicle()
                .tell(() -> node + " announces " + view.id() + (view.isOnline() ? " online" : " offline") + " because "
                        + change.cause());
        world.invariants().announced(view, change.cause(), node);
        if (node != world.node()) {
            // No bus tells those who are on the other node already.
            world.everybodyMissedSomething();
        }
        for (Line line : node.lines()) {
            if (line.isRegistered() && hears(line, view.id(), change.audience())) {
                write(line, change, view);
                if (change.cause() == Cause.JOINED) {
                    line.down(() -> line.device()
                            .knowledge()
                            .joined(view, change.audience(), world.timeline().millis()));
                } else {
                    line.down(() -> line.device().status(view));
                }
            }
        }
    }

    @Override
    public void announceLeft(ParticipantId participant, Set<ConversationId> conversations) {
        for (Line line : node.lines()) {
            if (line.isRegistered() && hears(line, participant, conversations)) {
                line.forget(participant, conversations);
                line.down(() -> line.device()
                        .knowledge()
                        .left(participant, conversations, world.timeline().millis()));
            }
        }
    }

    @Override
    public void announceToOpeners(ConversationId conversation, Collection<PresenceView> changed) {
        batch(conversation, changed);
        if (world.defect() == Defect.BATCH_TWICE) {
            node.after(200, () -> batch(conversation, changed));
        }
    }

    private void batch(ConversationId conversation, Collection<PresenceView> changed) {
        world.invariants().batched(conversation, node);
        for (PresenceView view : changed) {
            for (Line line : node.lines()) {
                boolean hears = line.isRegistered() && line.opened().contains(conversation);
                if (hears && !isForgotten(line, view)) {
                    world.invariants().sent(line, view.id());
                    world.invariants().told(line, view, conversation);
                    line.down(() -> line.device().crowdStatus(conversation, view));
                }
            }
        }
    }

    @Override
    public void announceCount(ConversationId conversation, int onlineCount, Instant updatedAt) {
        if (node == world.node()) {
            world.invariants().counted(conversation, updatedAt);
        }
    }

    @Override
    public void announceSize(ConversationId conversation, boolean isLarge) {
        for (Line line : node.lines()) {
            if (line.isRegistered() && line.rooms().contains(conversation)) {
                if (isLarge) {
                    line.down(() -> line.device()
                            .knowledge()
                            .unfollow(conversation, world.timeline().millis()));
                } else {
                    line.device().changedInItsAbsence();
                    node.entrance()
                            .repair(
                                    line,
                                    conversation,
                                    line.device().knowledge().mark());
                }
            }
        }
    }

    private boolean isForgotten(Line line, PresenceView view) {
        PresenceView known = line.device().knowledge().of(view.id());
        return world.defect() == Defect.OPENERS_FORGOTTEN
                && world.timeline().sinceStart() > world.plan().lengthMillis() - 120_000
                && known != null
                && known.isOnline() == view.isOnline();
    }

    private void write(Line line, PresenceChange change, PresenceView view) {
        Set<ConversationId> shared = new HashSet<>(line.rooms());
        shared.retainAll(change.audience());
        int copies = world.defect() == Defect.TOLD_FOR_EACH_CONVERSATION ? Math.max(1, shared.size()) : 1;
        for (int i = 0; i < copies; i++) {
            world.invariants().sent(line, view.id());
            if (change.cause() != Cause.JOINED) {
                world.invariants().told(line, view, null);
            }
        }
    }

    /// Somebody whom the tracker does not hold came into or left conversations.
    void movedWhileAway(PresenceReader reader, Participant now, Set<ConversationId> before) {
        Set<ConversationId> gained = new HashSet<>(now.conversations());
        gained.removeAll(before);
        if (world.defect() == Defect.UNTRACKED_JOIN_SILENT) {
            return;
        }
        Set<ConversationId> lost = new HashSet<>(before);
        lost.removeAll(now.conversations());
        if (!lost.isEmpty()) {
            announceLeft(now.id(), lost);
        }
        try {
            for (PresenceView view : gained.isEmpty() ? Set.<PresenceView>of() : reader.of(Set.of(now.id()))) {
                node.crowds().announce(new PresenceChange(view, gained, Cause.JOINED, node.now()));
            }
        } catch (StoreException e) {
            world.everybodyMissedSomething();
        }
    }

    void tabOpened(ParticipantId person) {
        PresenceView view = node.tracker().live(person);
        if (world.defect() == Defect.EVERY_TAB_ANNOUNCED && view != null) {
            announce(new PresenceChange(
                    view, world.town().participant(person).conversations(), Cause.CONNECTED, node.now()));
        }
    }

    void tabClosed(ParticipantId person) {
        PresenceView view = node.tracker().live(person);
        if (world.defect() == Defect.LAST_SEEN_AT_EVERY_CLOSE && view != null && view.isOnline()) {
            PresenceView wrong =
                    new PresenceView(view.id(), view.name(), true, view.lastActiveAt(), node.now(), view.version() + 1);
            announce(new PresenceChange(
                    wrong, world.town().participant(person).conversations(), Cause.ACTIVITY, node.now()));
        }
    }

    private PresenceView falsified(PresenceChange change) {
        PresenceView view = change.view();
        Instant active = view.lastActiveAt();
        return world.defect() == Defect.STALE_ACTIVITY && change.cause() == Cause.DISCONNECTED && active != null
                ? new PresenceView(
                        view.id(),
                        view.name(),
                        view.isOnline(),
                        active.minus(Duration.ofMinutes(1)),
                        view.lastSeen(),
                        view.version())
                : view;
    }

    private static boolean hears(Line line, ParticipantId subject, Set<ConversationId> audience) {
        if (line.device().person().equals(subject)) {
            return true;
        }
        for (ConversationId each : line.rooms()) {
            if (audience.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
