package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.Grace;
import com.meeshy.presence.core.presence.Presence;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.Transition;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import java.time.Duration;
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
    private final Time time;
    private final Breaks breaks;
    private final Map<ParticipantId, Tracked> tracked = new ConcurrentHashMap<>();

    private final GraceQueue inGrace = new GraceQueue();

    /// By the ticker.
    private long nextRound;

    private boolean draining;
    private boolean patient;

    TrackerShard(PresenceRules rules, Effects effects, Time time) {
        this.rules = rules;
        this.effects = effects;
        this.time = time;
        this.breaks = new Breaks(effects.truth());
        this.nextRound = time.nanos();
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
        Moment now = time.moment();
        tracked.values().forEach(each -> apply(each, new PresenceEvent.NodeStopping(each.lastTouched(), now)));
    }

    /// Ends the graces that are used up, refreshes viewers, and forgets participants who left.
    void tick() {
        Moment now = time.moment();
        GraceQueue.Waiting ended = nextEnded(now);
        while (ended != null) {
            endGrace(ended, now);
            ended = nextEnded(now);
        }
        if (now.nanos() - nextRound >= 0) {
            nextRound = now.nanos() + ROUND.toNanos();
            round(now);
        }
    }

    private GraceQueue.@Nullable Waiting nextEnded(Moment now) {
        return graceMayEnd() ? inGrace.pollEnded(now.nanos()) : null;
    }

    private boolean graceMayEnd() {
        return !draining && !patient;
    }

    /// Whether no grace ends for now: this process stood still, and who was lost may not be back yet.
    ///
    /// @return whether that begins now
    boolean patient(boolean now) {
        boolean begins = now && !patient;
        patient = now;
        return begins;
    }

    /// How long the shard may sleep when nothing comes.
    Duration untilNextTick() {
        long now = time.nanos();
        long left = nextRound - now;
        if (graceMayEnd()) {
            left = Math.min(left, inGrace.nanosUntilFirst(now));
        }
        return Duration.ofNanos(Math.max(0, left));
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
                ? new PresenceEvent.HandedOver(closed.connection(), closed.lastActivity(), closed.moment())
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
        Tracked known = new Tracked(participant, command.known().initial(time.moment()), time.nanos());
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
                            command.event().moment()));
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
        effects.attendance().membersChanged(lost, time.moment());
        effects.attendance().membersChanged(gained, time.moment());
        effects.attendance().leave(known, lost);
        effects.attendance().enter(known, gained);
        if (!lost.isEmpty()) {
            effects.announcer().announceLeft(known.view(), lost, after);
        }
        if (!gained.isEmpty()) {
            effects.announcer().announceJoined(known.view(), gained, time.moment());
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
        known.update(after, event.moment().nanos());
        if (before.isOnline() != after.isOnline()) {
            effects.attendance().edge(after.isOnline(), known.participant().conversations());
        }
        Grace grace = after.grace();
        if (grace != null && after.isInGrace() && !before.isInGrace()) {
            beginGrace(known, grace, event);
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
        long nanos = event.moment().nanos();
        if (cause == Cause.CONNECTED) {
            breaks.cameOnline(view.id(), nanos);
        } else if (event instanceof PresenceEvent.Abandoned abandoned) {
            breaks.wentOffline(view.id(), cause, Duration.between(abandoned.lastSeen(), event.at()), nanos);
        }
        effects.announcer()
                .announce(new PresenceChange(view, known.participant().conversations(), cause, event.moment()));
    }

    private void beginGrace(Tracked known, Grace grace, PresenceEvent event) {
        Duration silent = Duration.ZERO;
        if (event instanceof PresenceEvent.Closed closed && closed.lastHeard() != null) {
            Duration between = Duration.between(closed.lastHeard(), event.at());
            silent = between.isNegative() ? Duration.ZERO : between;
            breaks.noticed(silent);
        }
        long ended = grace.since().nanos() - silent.toNanos();
        inGrace.add(known.participant().id(), ended, grace.endsNanos());
    }

    private void endGrace(GraceQueue.Waiting waiting, Moment now) {
        Tracked known = tracked.get(waiting.participant());
        if (known == null) {
            return;
        }
        boolean wasOnline = known.presence().isOnline();
        apply(known, new PresenceEvent.GraceElapsed(now));
        if (wasOnline && !known.presence().isOnline()) {
            Duration shownFor = Duration.ofNanos(now.nanos() - waiting.endedNanos());
            breaks.wentOffline(waiting.participant(), Cause.DISCONNECTED, shownFor, now.nanos());
        }
    }

    private void round(Moment now) {
        long nowMillis = now.millis();
        long quietSince = now.nanos() - rules.status().awayThreshold().toNanos();
        breaks.forget(now.nanos());
        effects.attendance().forgetMemberChangesBefore(quietSince);
        Iterator<Tracked> all = tracked.values().iterator();
        while (all.hasNext()) {
            Tracked each = all.next();
            Presence presence = each.presence();
            if (each.isTouchAhead(nowMillis)) {
                each.touch(nowMillis);
            }
            if (presence.isRefreshDue(each.touchedMillis(), now, rules)) {
                apply(each, new PresenceEvent.RefreshDue(each.lastTouched(), now));
            } else if (isForgettable(each, quietSince)) {
                all.remove();
                effects.attendance().forgot(presence.version());
                effects.attendance().leave(each, each.participant().conversations());
            }
        }
    }

    /// Not connected, written, told, and quiet for so long that everybody computes offline: the store knows as
    /// much as the shard, and nobody's colour depends on it.
    private boolean isForgettable(Tracked each, long quietSinceNanos) {
        return each.isOverSince(quietSinceNanos)
                && !effects.recorder().isPending(each.participant().id());
    }

    private static Set<ConversationId> without(Set<ConversationId> all, Set<ConversationId> those) {
        Set<ConversationId> rest = new HashSet<>(all);
        rest.removeAll(those);
        return Set.copyOf(rest);
    }
}
