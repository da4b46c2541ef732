package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of one participant and its pure transition. `c` is the connection named by the event; the last
/// column is the paragraph of SPEC §3.
///
/// | state | event | next | stored | announced | § |
/// |---|---|---|---|---|---|
/// | offline | Connected c | online {c}, active now | yes | CONNECTED | 1 |
/// | online | Connected c | online + {c}, then as Active | as Active | as Active | 1 |
/// | online {c} | Closed c, goodbye, no other line in grace | offline, lastSeen = at | yes | DISCONNECTED | 4 |
/// | online {c} | Closed c, else | online {}, in grace | no | no | 4, 5 |
/// | online {c, …} | Closed c | online {…} | no | no | 4 |
/// | any without c | Closed c, HandedOver c | unchanged | no | no | 4 |
/// | online {}, in grace | GraceElapsed, grace over | offline, lastSeen = when the last line ended | yes | DISCONNECTED
/// | 4, 5 |
/// | any other | GraceElapsed | unchanged | no | no | 4 |
/// | any | Active, within the throttle | unchanged | no | no | 2 |
/// | any | Active, later | active at | yes | when viewers would compute wrong | 2, 3 |
/// | any | RefreshDue, activity untold for long | active as recorded or recalled | yes | ACTIVITY | 3 |
/// | any | RefreshDue, activity held back by a throttle that is over | active as recalled | yes | no | 2 |
/// | any | RefreshDue, else | unchanged | no | no | 3 |
/// | online {c} | HandedOver c | online {}, not in grace | activity alone | no | 8 |
/// | online {c, …} | HandedOver c | online {…} | no | no | 8 |
/// | any | NodeStopping | active as recalled | activity alone | no | 2, 8 |
/// | online {}, not in grace | Abandoned | offline, lastSeen as told | yes | its cause | 6, 7 |
/// | any other | Abandoned | unchanged | no | no | 6, 7 |
/// | any with a moment ahead | any | as above, from that moment as now | yes | as above, else ACTIVITY | 2 |
///
/// The last line is for a wall clock that was set back: what was recorded by it, more than a minute ahead of now,
/// is wrong, and is the only thing that ever goes back. Graces and throttles are measured with the ticker.
///
/// A state loaded as online without connections is that of a participant whose node died or was stopped: a new
/// connection takes it over without an announcement, [PresenceEvent.Abandoned] ends it.
///
/// Moments are epoch milliseconds, [Long#MIN_VALUE] for none; the accessors without `Millis` give an `Instant`
/// or null.
///
/// @param isOnline what viewers are told; stays true during the grace
/// @param connections live connections, each once
/// @param grace what is left by lines that ended without a goodbye, until a new one comes; null when there is none.
///     Another line may still be there
/// @param lastSeenMillis when the last connection last ended
/// @param lastActiveMillis last recorded activity; never goes back, unless it is ahead of now
/// @param announcedActiveMillis the `lastActiveAt` that viewers were last told
/// @param recordedNanos when activity was last sent to the store, by the ticker: what the throttle counts from
/// @param version grows with every announced change, so equal versions mean that viewers were told the same. It
///     is at least the time of the change in milliseconds, so that it also grows when the former version is not
///     known, and stays exact in a JavaScript number. Activity that is stored but not announced keeps the version
public record Presence(
        boolean isOnline,
        Set<ConnectionId> connections,
        @Nullable Grace grace,
        long lastSeenMillis,
        long lastActiveMillis,
        long announcedActiveMillis,
        long recordedNanos,
        long version) {
    private static final long NONE = Moments.NONE;

    /// A participant of whom nothing is stored.
    public static final Presence UNKNOWN = new Presence(false, Set.of(), null, NONE, NONE, NONE, NONE, 0);

    /// Activity longer ago than this holds back none.
    private static final Duration LONG_AGO = Duration.ofDays(366);

    /// The state of a participant as it was stored: nobody is connected yet. A negative version is taken as none;
    /// a `lastActiveAt` a little in the future, by the clock of another node, as now.
    public static Presence stored(
            boolean isOnline, @Nullable Instant lastSeen, @Nullable Instant lastActiveAt, long version, Moment now) {
        long nowMillis = now.millis();
        long stored = Moments.millis(lastActiveAt);
        long past = Math.min(stored, nowMillis);
        long active = Moments.isAhead(stored, nowMillis) ? stored : past;
        boolean longAgo = past < nowMillis - LONG_AGO.toMillis();
        long recorded = longAgo
                ? NONE
                : now.nanos() - Duration.ofMillis(nowMillis - past).toNanos();
        return new Presence(
                isOnline, Set.of(), null, Moments.millis(lastSeen), active, active, recorded, Math.max(0, version));
    }

    public @Nullable Instant lastSeen() {
        return Moments.instant(lastSeenMillis);
    }

    public @Nullable Instant lastActiveAt() {
        return Moments.instant(lastActiveMillis);
    }

    public @Nullable Instant announcedActiveAt() {
        return Moments.instant(announcedActiveMillis);
    }

    /// Not connected, and waited for.
    public boolean isInGrace() {
        return connections.isEmpty() && grace != null;
    }

    /// Whether a live connection holds the participant online, or did a grace ago.
    public boolean isHeld() {
        return !connections.isEmpty() || grace != null;
    }

    /// Whether viewers know of the last recorded activity.
    public boolean isActivityTold() {
        return announcedActiveMillis == lastActiveMillis;
    }

    /// Whether activity at this moment of the ticker would be held back: it is too soon after what was last
    /// recorded.
    public boolean isThrottled(long atNanos, PresenceRules rules) {
        return recordedNanos != NONE && atNanos - recordedNanos < rules.throttleNanos();
    }

    /// Whether one of the moments was taken from a clock that was wrong.
    public boolean isAheadOf(long nowMillis) {
        return Moments.isAhead(lastActiveMillis, nowMillis)
                || Moments.isAhead(announcedActiveMillis, nowMillis)
                || Moments.isAhead(lastSeenMillis, nowMillis);
    }

    public Transition after(PresenceEvent event, PresenceRules rules) {
        long now = Moments.millis(event.at());
        if (!isAheadOf(now)) {
            return next(event, rules);
        }
        Transition next = setBack(now).next(event, rules);
        return new Transition(next.next(), true, next.announce() == null ? Cause.ACTIVITY : next.announce());
    }

    private Transition next(PresenceEvent event, PresenceRules rules) {
        return switch (event) {
            case PresenceEvent.Connected e -> connected(e, rules);
            case PresenceEvent.Closed e -> closed(e, rules);
            case PresenceEvent.HandedOver e -> handedOver(e);
            case PresenceEvent.NodeStopping e -> nodeStopping(e);
            case PresenceEvent.GraceElapsed e -> graceElapsed(e);
            case PresenceEvent.Active e -> active(e.moment(), rules);
            case PresenceEvent.RefreshDue e -> refreshDue(e, rules);
            case PresenceEvent.Abandoned e -> abandoned(e);
        };
    }

    /// Whether [PresenceEvent.RefreshDue] would change anything: a moment is ahead; or another write is allowed,
    /// and there is activity that the throttle held back, or of which viewers were not told though what they know
    /// is growing too old for them.
    public boolean isRefreshDue(long touchedMillis, Moment now, PresenceRules rules) {
        boolean isDue = touchedMillis > lastActiveMillis || isTellingDue(now.millis(), rules);
        return (isDue && !isThrottled(now.nanos(), rules)) || isAheadOf(now.millis());
    }

    private boolean isTellingDue(long nowMillis, PresenceRules rules) {
        return lastActiveMillis > announcedActiveMillis
                && nowMillis - announcedActiveMillis >= rules.refreshMillis(isOnline);
    }

    private Transition connected(PresenceEvent.Connected event, PresenceRules rules) {
        Set<ConnectionId> more = with(event.connection());
        long at = Moments.millis(event.at());
        if (isOnline) {
            return connectedThrough(more, null).active(event.moment(), rules);
        }
        long active = Math.max(lastActiveMillis, at);
        long nanos = event.moment().nanos();
        return new Transition(
                new Presence(true, more, null, lastSeenMillis, active, active, nanos, nextVersion(at)),
                true,
                Cause.CONNECTED);
    }

    private Transition closed(PresenceEvent.Closed event, PresenceRules rules) {
        if (!connections.contains(event.connection())) {
            return Transition.silent(this);
        }
        Set<ConnectionId> fewer = without(event.connection());
        Grace left = Grace.after(grace, event.ending(), event.moment(), rules);
        if (!fewer.isEmpty()) {
            return Transition.silent(connectedThrough(fewer, left));
        }
        long at = Moments.millis(event.at());
        Presence last = recall(event.lastActivity(), at);
        return left == null
                ? last.offline(at, Cause.DISCONNECTED, at)
                : Transition.silent(last.connectedThrough(fewer, left));
    }

    private Transition handedOver(PresenceEvent.HandedOver event) {
        if (!connections.contains(event.connection())) {
            return Transition.silent(this);
        }
        Set<ConnectionId> fewer = without(event.connection());
        Presence last = fewer.isEmpty() ? recall(event.lastActivity(), Moments.millis(event.at())) : this;
        return new Transition(last.connectedThrough(fewer, null), last.lastActiveMillis != lastActiveMillis, null);
    }

    private Transition nodeStopping(PresenceEvent.NodeStopping event) {
        Presence last = recall(event.lastActivity(), Moments.millis(event.at()));
        return new Transition(last, last.lastActiveMillis != lastActiveMillis, null);
    }

    private Transition graceElapsed(PresenceEvent.GraceElapsed event) {
        if (grace == null || !isInGrace() || !grace.isOver(event.moment())) {
            return Transition.silent(this);
        }
        return offline(Moments.millis(grace.since().at()), Cause.DISCONNECTED, Moments.millis(event.at()));
    }

    private Transition active(Moment moment, PresenceRules rules) {
        if (isThrottled(moment.nanos(), rules)) {
            return Transition.silent(this);
        }
        long at = Moments.millis(moment.at());
        long active = Math.max(lastActiveMillis, at);
        return viewersWouldComputeWrong(at, rules) ? told(active, moment) : recorded(active, moment);
    }

    private Transition recorded(long active, Moment moment) {
        return new Transition(activeAt(active, announcedActiveMillis, moment.nanos(), version), true, null);
    }

    private Transition refreshDue(PresenceEvent.RefreshDue event, PresenceRules rules) {
        long at = Moments.millis(event.at());
        Presence recalled = recall(event.lastActivity(), at);
        if (isThrottled(event.moment().nanos(), rules)) {
            return Transition.silent(this);
        }
        if (recalled.announcedActiveMillis == NONE || recalled.isTellingDue(at, rules)) {
            return recalled.told(recalled.lastActiveMillis, event.moment());
        }
        return recalled.lastActiveMillis == lastActiveMillis
                ? Transition.silent(this)
                : recalled.recorded(recalled.lastActiveMillis, event.moment());
    }

    private Transition told(long active, Moment moment) {
        Presence next = activeAt(active, active, moment.nanos(), nextVersion(moment.millis()));
        return new Transition(next, true, Cause.ACTIVITY);
    }

    private boolean viewersWouldComputeWrong(long at, PresenceRules rules) {
        if (announcedActiveMillis == NONE) {
            return true;
        }
        StatusRule status = rules.status();
        return status.statusOf(isOnline, announcedActiveMillis, at) != status.statusOf(isOnline, at, at)
                || at - announcedActiveMillis > rules.refreshMillis(isOnline);
    }

    private Transition abandoned(PresenceEvent.Abandoned event) {
        if (!isOnline || isHeld()) {
            return Transition.silent(this);
        }
        return offline(Moments.millis(event.lastSeen()), event.cause(), Moments.millis(event.at()));
    }

    private Transition offline(long seen, Cause cause, long at) {
        long last = Math.max(Moments.credible(seen, at), lastSeenMillis);
        long active = lastActiveMillis;
        return new Transition(
                new Presence(false, Set.of(), null, last, active, active, recordedNanos, nextVersion(at)), true, cause);
    }

    private Presence connectedThrough(Set<ConnectionId> now, @Nullable Grace left) {
        long active = lastActiveMillis;
        return new Presence(isOnline, now, left, lastSeenMillis, active, announcedActiveMillis, recordedNanos, version);
    }

    /// Takes in activity that the throttle had kept from being recorded: the frozen value is the true one.
    private Presence recall(@Nullable Instant activity, long at) {
        long millis = Moments.credible(Moments.millis(activity), at);
        return millis <= lastActiveMillis ? this : activeAt(millis, announcedActiveMillis, recordedNanos, version);
    }

    private Presence activeAt(long active, long announced, long recorded, long next) {
        return new Presence(isOnline, connections, grace, lastSeenMillis, active, announced, recorded, next);
    }

    /// The same, as it is told when a clock had been ahead: the moments that cannot be are now.
    private Presence setBack(long now) {
        long active = Moments.credible(lastActiveMillis, now);
        long seen = Moments.credible(lastSeenMillis, now);
        return new Presence(isOnline, connections, grace, seen, active, active, recordedNanos, nextVersion(now));
    }

    private long nextVersion(long at) {
        return Math.max(version + 1, at);
    }

    private Set<ConnectionId> with(ConnectionId connection) {
        if (connections.isEmpty()) {
            return Set.of(connection);
        }
        Set<ConnectionId> more = new HashSet<>(connections);
        more.add(connection);
        return Set.copyOf(more);
    }

    private Set<ConnectionId> without(ConnectionId connection) {
        if (connections.size() == 1) {
            return Set.of();
        }
        Set<ConnectionId> fewer = new HashSet<>(connections);
        fewer.remove(connection);
        return Set.copyOf(fewer);
    }
}
