package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Presence;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A part of the participants. One thread calls [#handle] and [#tick], so a participant needs no lock; other
/// threads only read. Nothing here waits.
final class TrackerShard {
    /// How often all participants are looked at: how late a refresh of viewers may be.
    static final Duration ROUND = Duration.ofSeconds(5);

    private final PresenceRules rules;
    private final Effects effects;
    private final InstantSource clock;
    private final Breaks breaks;
    private final Map<ParticipantId, Tracked> tracked = new ConcurrentHashMap<>();

    /// Participants in grace, oldest loss first: the grace is the same for all.
    private final ArrayDeque<Grace> inGrace = new ArrayDeque<>();

    private Instant nextRound = Instant.MIN;

    private boolean draining;
    private boolean patient;

    TrackerShard(PresenceRules rules, Effects effects, InstantSource clock) {
        this.rules = rules;
        this.effects = effects;
        this.clock = clock;
        this.breaks = new Breaks(effects.truth());
    }

    /// Completes the command's future, if it has one, when all is told and recorded.
    void handle(Command command) {
        switch (command) {
            case Command.Introduce introduce -> introduce(introduce);
            case Command.Apply apply -> {
                Tracked known = tracked.get(apply.participant());
                if (known != null) {
                    apply(known, draining ? inDrain(apply.event()) : apply.event());
                }
            }
            case Command.Update update -> {
                Tracked known = tracked.get(update.participant().id());
                if (known != null) {
                    update(known, update.participant());
                }
            }
            case Command.Drain drain -> beginDrain();
        }
    }

    private void beginDrain() {
        draining = true;
        Instant now = clock.instant();
        tracked.values().forEach(each -> apply(each, new PresenceEvent.NodeStopping(each.lastTouched(), now)));
    }

    /// Ends the graces that are used up, refreshes viewers, and forgets participants who left.
    void tick() {
        Instant now = clock.instant();
        while (!draining
                && !patient
                && !inGrace.isEmpty()
                && !inGrace.getFirst().endsAt().isAfter(now)) {
            endGrace(inGrace.removeFirst(), now);
        }
        if (!now.isBefore(nextRound)) {
            nextRound = now.plus(ROUND);
            round(now);
        }
    }

    /// Whether no grace ends for now, however long it lasts: this process stood still, and who was lost may not be back
    /// yet.
    void patient(boolean now) {
        patient = now;
    }

    boolean isPatient() {
        return patient;
    }

    /// How long the shard may sleep when nothing comes.
    Duration untilNextTick() {
        Instant due = nextRound;
        if (!draining
                && !patient
                && !inGrace.isEmpty()
                && inGrace.getFirst().endsAt().isBefore(due)) {
            due = inGrace.getFirst().endsAt();
        }
        Duration left = due.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), due);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Nullable
    Tracked find(ParticipantId id) {
        return tracked.get(id);
    }

    Iterable<Tracked> all() {
        return tracked.values();
    }

    int size() {
        return tracked.size();
    }

    /// Entries in the shard's own books besides the participants: bounded by those who were lost lately.
    int bookkeeping() {
        return inGrace.size() + breaks.size();
    }

    /// Whoever closes the last connection here may have another on its way to the successor: it decides.
    private static PresenceEvent inDrain(PresenceEvent event) {
        return event instanceof PresenceEvent.Closed closed
                ? new PresenceEvent.HandedOver(closed.connection(), closed.lastActivity(), closed.at())
                : event;
    }

    private void introduce(Command.Introduce command) {
        Participant participant = command.known().participant();
        Tracked known = tracked.get(participant.id());
        if (known == null) {
            known = takeIn(participant, command);
        } else {
            update(known, participant);
            apply(known, command.event());
        }
        if (command.done() != null) {
            command.done().complete(known.view());
        }
    }

    private Tracked takeIn(Participant participant, Command.Introduce command) {
        Tracked known = new Tracked(participant, initial(command.known().presence()));
        tracked.put(participant.id(), known);
        effects.attendance().enter(known, participant.conversations());
        Presence before = known.presence();
        apply(known, command.event());
        // Unless that was announced, nobody was told.
        if (before.isOnline() && known.presence().version() == before.version()) {
            effects.announcer()
                    .announceReturned(new PresenceChange(
                            known.view(),
                            participant.conversations(),
                            Cause.CONNECTED,
                            command.event().at()));
        }
        return known;
    }

    /// New conversations hear of the participant as it is now; from then on they are in the audience of its
    /// changes.
    private void update(Tracked known, Participant now) {
        Set<ConversationId> before = known.participant().conversations();
        Set<ConversationId> after = now.conversations();
        known.update(now);
        if (before.equals(after)) {
            return;
        }
        Set<ConversationId> gained = without(after, before);
        Set<ConversationId> lost = without(before, after);
        effects.attendance().membersChanged(lost, clock.instant());
        effects.attendance().membersChanged(gained, clock.instant());
        effects.attendance().leave(known, lost);
        effects.attendance().enter(known, gained);
        if (!lost.isEmpty()) {
            effects.announcer().announceLeft(known.view(), lost, after);
        }
        if (!gained.isEmpty()) {
            effects.announcer().announce(new PresenceChange(known.view(), gained, Cause.JOINED, clock.instant()));
        }
    }

    private void apply(Tracked known, PresenceEvent event) {
        if (event instanceof PresenceEvent.Connected || event instanceof PresenceEvent.Active) {
            known.touch(event.at().toEpochMilli());
        }
        Presence before = known.presence();
        Transition transition = before.after(event, rules);
        Presence after = transition.next();
        if (after.equals(before)) {
            return;
        }
        known.update(after);
        if (before.isOnline() != after.isOnline()) {
            effects.attendance().edge(after.isOnline(), known.participant().conversations());
        }
        Instant lostAt = after.lostAt();
        if (lostAt != null && !lostAt.equals(before.lostAt())) {
            Instant lastHeard = event instanceof PresenceEvent.Closed closed ? closed.lastHeard() : null;
            breaks.noticed(lastHeard, event.at());
            Instant endsAt = lostAt.plus(rules.offlineGrace());
            inGrace.addLast(new Grace(known.participant().id(), lastHeard == null ? lostAt : lastHeard, endsAt));
        }
        if (transition.store()) {
            effects.recorder().record(known.toStore());
        }
        if (transition.announce() != null) {
            announce(known, transition.announce(), event);
        }
    }

    private void announce(Tracked known, Cause cause, PresenceEvent event) {
        PresenceView view = known.view();
        if (cause == Cause.CONNECTED) {
            breaks.cameOnline(view.id(), event.at());
        } else if (event instanceof PresenceEvent.Abandoned abandoned) {
            breaks.wentOffline(view.id(), cause, abandoned.lastSeen(), event.at());
        }
        effects.announcer()
                .announce(new PresenceChange(view, known.participant().conversations(), cause, event.at()));
    }

    private void endGrace(Grace grace, Instant now) {
        Tracked known = tracked.get(grace.participant());
        if (known == null) {
            return;
        }
        boolean wasOnline = known.presence().isOnline();
        apply(known, new PresenceEvent.GraceElapsed(now));
        if (wasOnline && !known.presence().isOnline()) {
            breaks.wentOffline(grace.participant(), Cause.DISCONNECTED, grace.endedAt(), now);
        }
    }

    private void round(Instant now) {
        long nowMillis = now.toEpochMilli();
        breaks.forgetBefore(now);
        effects.attendance().forgetMemberChangesBefore(now.minus(rules.status().awayThreshold()));
        Iterator<Tracked> all = tracked.values().iterator();
        while (all.hasNext()) {
            Tracked each = all.next();
            Presence presence = each.presence();
            if (presence.isRefreshDue(each.touchedMillis(), nowMillis, rules)) {
                apply(each, new PresenceEvent.RefreshDue(each.lastTouched(), now));
            } else if (isForgettable(each, nowMillis)) {
                all.remove();
                effects.attendance().leave(each, each.participant().conversations());
            }
        }
    }

    private Presence initial(@Nullable StoredPresence stored) {
        return stored == null
                ? Presence.UNKNOWN
                : Presence.stored(
                        stored.isOnline(), stored.lastSeen(), stored.lastActiveAt(), stored.version(), clock.instant());
    }

    /// Not connected, written, told, and quiet for so long that everybody computes offline: the store knows as
    /// much as the shard, and nobody's colour depends on it.
    private boolean isForgettable(Tracked each, long nowMillis) {
        Presence presence = each.presence();
        long quietSince = nowMillis - rules.status().awayThreshold().toMillis();
        return !presence.isHeld()
                && presence.lastActiveMillis() < quietSince
                && presence.lastSeenMillis() < quietSince
                && presence.version() < quietSince
                && each.touchedMillis() < quietSince
                && presence.isActivityTold()
                && !effects.recorder().isPending(each.participant().id());
    }

    private static Set<ConversationId> without(Set<ConversationId> all, Set<ConversationId> those) {
        Set<ConversationId> rest = new HashSet<>(all);
        rest.removeAll(those);
        return Set.copyOf(rest);
    }

    /// @param endedAt when the connection had really ended, as far as anybody knows
    private record Grace(ParticipantId participant, Instant endedAt, Instant endsAt) {}
}
