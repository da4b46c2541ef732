package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Presence;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A part of the participants. One thread calls [#handle] and [#tick], so a participant needs no lock; other
/// threads only read. Nothing here waits.
final class TrackerShard {
    private final PresenceRules rules;
    private final PresenceRecorder recorder;
    private final Announcer announcer;
    private final InstantSource clock;
    private final Map<ParticipantId, Tracked> tracked = new ConcurrentHashMap<>();

    /// Participants in grace, oldest loss first: the grace is the same for all.
    private final ArrayDeque<Grace> inGrace = new ArrayDeque<>();

    private Instant nextForgetting = Instant.MIN;

    TrackerShard(PresenceRules rules, PresenceRecorder recorder, Announcer announcer, InstantSource clock) {
        this.rules = rules;
        this.recorder = recorder;
        this.announcer = announcer;
        this.clock = clock;
    }

    void handle(Command command) {
        switch (command) {
            case Command.Introduce introduce -> introduce(introduce);
            case Command.Apply apply -> {
                Tracked known = tracked.get(apply.participant());
                if (known != null) {
                    apply(known, apply.event());
                }
            }
            case Command.Update update -> {
                Tracked known = tracked.get(update.participant().id());
                if (known != null) {
                    known.update(update.participant());
                }
            }
        }
    }

    /// Ends the graces that are used up and forgets participants who left.
    void tick() {
        Instant now = clock.instant();
        while (!inGrace.isEmpty() && !inGrace.getFirst().endsAt().isAfter(now)) {
            Grace grace = inGrace.removeFirst();
            Tracked known = tracked.get(grace.participant());
            if (known != null) {
                apply(known, new PresenceEvent.GraceElapsed(now));
            }
        }
        if (!now.isBefore(nextForgetting)) {
            nextForgetting = now.plus(rules.activityThrottle());
            tracked.values().removeIf(each -> isForgettable(each, now));
        }
    }

    /// How long the shard may sleep when nothing comes.
    Duration untilNextTick() {
        Instant due = nextForgetting;
        if (!inGrace.isEmpty() && inGrace.getFirst().endsAt().isBefore(due)) {
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

    private void introduce(Command.Introduce command) {
        Participant participant = command.known().participant();
        Tracked known = tracked.get(participant.id());
        if (known == null) {
            known = new Tracked(participant, initial(command.known().presence()));
            tracked.put(participant.id(), known);
        } else {
            known.update(participant);
        }
        apply(known, command.event());
        if (command.done() != null) {
            command.done().complete(known.view());
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
        if (after.lostAt() != null && !after.lostAt().equals(before.lostAt())) {
            inGrace.addLast(new Grace(known.participant().id(), after.lostAt().plus(rules.offlineGrace())));
        }
        if (transition.store()) {
            recorder.record(known.toStore());
        }
        if (transition.announce() != null) {
            announcer.announce(new PresenceChange(
                    known.view(), known.participant().conversations(), transition.announce(), event.at()));
        }
    }

    private static Presence initial(@Nullable StoredPresence stored) {
        return stored == null
                ? Presence.UNKNOWN
                : Presence.stored(stored.isOnline(), stored.lastSeen(), stored.lastActiveAt(), stored.version());
    }

    /// Offline, written, and quiet for longer than the throttle: the store knows as much as the shard.
    private boolean isForgettable(Tracked each, Instant now) {
        Presence presence = each.presence();
        Instant quietSince = now.minus(rules.activityThrottle());
        return presence.connections().isEmpty()
                && presence.lostAt() == null
                && (presence.lastActiveAt() == null || presence.lastActiveAt().isBefore(quietSince))
                && (presence.lastSeen() == null || presence.lastSeen().isBefore(quietSince))
                && !recorder.isPending(each.participant().id());
    }

    private record Grace(ParticipantId participant, Instant endsAt) {}
}
