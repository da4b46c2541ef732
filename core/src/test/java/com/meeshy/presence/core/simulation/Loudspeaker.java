package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.CrowdChange;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
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
                for (int i = 0; i < copies(line, change.audience()); i++) {
                    world.invariants().sent(line, view.id());
                    world.invariants().told(line, view);
                }
                line.down(() -> line.device().status(view));
            }
        }
    }

    @Override
    public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
        world.chronicle().tell(() -> node + " announces that " + view.id() + " joined " + joined);
        world.invariants().announced(view, null, node);
        if (node != world.node()) {
            world.everybodyMissedSomething();
        }
        for (Line line : node.lines()) {
            // That somebody is a member now is news of its own, also to those who knew the state.
            line.forget(view.id());
            if (line.isRegistered() && hears(line, view.id(), joined)) {
                for (int i = 0; i < copies(line, joined); i++) {
                    world.invariants().sent(line, view.id());
                }
                line.down(() -> line.device()
                        .knowledge()
                        .joined(view, joined, world.timeline().millis()));
            }
        }
    }

    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
        left(view.id(), left);
    }

    private void left(ParticipantId participant, Set<ConversationId> conversations) {
        for (Line line : node.lines()) {
            if (line.isRegistered() && hears(line, participant, conversations)) {
                line.forget(participant);
                line.down(() -> line.device().left(participant, conversations));
            }
        }
    }

    @Override
    public void announceToOpeners(Collection<CrowdChange> changed) {
        batch(changed);
        if (world.defect() == Defect.BATCH_TWICE) {
            node.after(200, () -> batch(changed));
        }
    }

    private void batch(Collection<CrowdChange> changed) {
        changed.stream()
                .flatMap(each -> each.large().stream())
                .distinct()
                .forEach(each -> world.invariants().batched(each, node));
        for (CrowdChange change : changed) {
            for (Line line : node.lines()) {
                Set<ConversationId> opened = new HashSet<>(line.opened());
                opened.retainAll(change.large());
                boolean hears = line.isRegistered() && !opened.isEmpty() && !hasHeard(line, change);
                if (hears && !isForgotten(line, change.view())) {
                    world.invariants().sent(line, change.view().id());
                    world.invariants().told(line, change.view());
                    line.down(() -> opened.forEach(each -> line.device().crowdStatus(each, change.view())));
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
                    node.tracker().attendance().forEach(conversation, each -> line.forget(each.id()));
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
                && world.timeline().sinceStart() > world.plan().lengthMillis() - 300_000
                && known != null
                && known.isOnline() == view.isOnline();
    }

    private int copies(Line line, Set<ConversationId> audience) {
        Set<ConversationId> shared = new HashSet<>(line.rooms());
        shared.retainAll(audience);
        return world.defect() == Defect.TOLD_FOR_EACH_CONVERSATION ? Math.max(1, shared.size()) : 1;
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
            left(now.id(), lost);
        }
        try {
            for (PresenceView view : gained.isEmpty() ? Set.<PresenceView>of() : reader.of(Set.of(now.id()))) {
                node.crowds().announceJoined(view, gained, node.moment());
            }
        } catch (StoreException e) {
            world.everybodyMissedSomething();
        }
    }

    void tabOpened(ParticipantId person) {
        PresenceView view = node.tracker().live(person);
        if (world.defect() == Defect.EVERY_TAB_ANNOUNCED && view != null) {
            announce(new PresenceChange(
                    view, world.town().participant(person).conversations(), Cause.CONNECTED, node.moment()));
        }
    }

    void tabClosed(ParticipantId person) {
        PresenceView view = node.tracker().live(person);
        if (world.defect() == Defect.LAST_SEEN_AT_EVERY_CLOSE && view != null && view.isOnline()) {
            PresenceView wrong =
                    new PresenceView(view.id(), view.name(), true, view.lastActiveAt(), node.now(), view.version() + 1);
            announce(new PresenceChange(
                    wrong, world.town().participant(person).conversations(), Cause.ACTIVITY, node.moment()));
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

    private static boolean hasHeard(Line line, CrowdChange change) {
        return hears(line, change.view().id(), change.told())
                || (!change.only().isEmpty() && Collections.disjoint(change.only(), line.rooms()));
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
