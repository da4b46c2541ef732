package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
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
/// | online {c} | Closed c, clean | offline, lastSeen = at | yes | DISCONNECTED | 4 |
/// | online {c} | Closed c, lost | online {}, in grace | no | no | 4, 5 |
/// | online {c, …} | Closed c | online {…} | no | no | 4 |
/// | any without c | Closed c, HandedOver c | unchanged | no | no | 4 |
/// | online {}, in grace | GraceElapsed, grace over | offline, lastSeen = when lost | yes | DISCONNECTED | 4, 5 |
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
///
/// A state loaded as online without connections is that of a participant whose node died or was stopped: a new
/// connection takes it over without an announcement, [PresenceEvent.Abandoned] ends it.
///
/// Moments are epoch milliseconds, [Long#MIN_VALUE] for none; the accessors without `Millis` give an `Instant`
/// or null.
///
/// @param isOnline what viewers are told; stays true during the grace
/// @param connections live connections, each once
/// @param lostMillis when the last connection was lost, during the grace
/// @param lastSeenMillis when the last connection last ended
/// @param lastActiveMillis last recorded activity; never goes back
/// @param announcedActiveMillis the `lastActiveAt` that viewers were last told
/// @param recordedMillis when activity was last sent to the store: what the throttle counts from
/// @param version grows with every announced change, so equal versions mean that viewers were told the same. It
///     is at least the time of the change in milliseconds, so that it also grows when the former version is not
///     known, and stays exact in a JavaScript number. Activity that is stored but not announced keeps the version
public record Presence(
        boolean isOnline,
        Set<ConnectionId> connections,
        long lostMillis,
        long lastSeenMillis,
        long lastActiveMillis,
        long announcedActiveMillis,
        long recordedMillis,
        long version) {
    private static final long NONE = Moments.NONE;

    /// A participant of whom nothing is stored.
    public static final Presence UNKNOWN = new Presence(false, Set.of(), NONE, NONE, NONE, NONE, NONE, 0);

    /// The state of a participant as it was stored: nobody is connected yet. A `lastActiveAt` in the future is
    /// taken as now, or it would hold back all activity until then; a negative version as none.
    public static Presence stored(
            boolean isOnline, @Nullable Instant lastSeen, @Nullable Instant lastActiveAt, long version, Instant now) {
        long active = Math.min(Moments.millis(lastActiveAt), Moments.millis(now));
        return new Presence(
                isOnline, Set.of(), NONE, Moments.millis(lastSeen), active, active, active, Math.max(0, version));
    }

    public @Nullable Instant lostAt() {
        return Moments.instant(lostMillis);
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

    /// Whether a live connection holds the participant online, or did a grace ago.
    public boolean isHeld() {
        return !connections.isEmpty() || lostMillis != NONE;
    }

    /// Whether viewers know of the last recorded activity.
    public boolean isActivityTold() {
        return announcedActiveMillis == lastActiveMillis;
    }

    /// Whether activity at this moment would be held back: it is too soon after what was last recorded.
    public boolean isThrottled(long atMillis, PresenceRules rules) {
        return recordedMillis != NONE && atMillis - recordedMillis < rules.throttleMillis();
    }

    public Transition after(PresenceEvent event, PresenceRules rules) {
        return switch (event) {
            case PresenceEvent.Connected e -> connected(e, rules);
            case PresenceEvent.Closed e -> closed(e);
            case PresenceEvent.HandedOver e -> handedOver(e);
            case PresenceEvent.NodeStopping e -> nodeStopping(e);
            case PresenceEvent.GraceElapsed e -> graceElapsed(e, rules);
            case PresenceEvent.Active e -> active(Moments.millis(e.at()), rules);
            case PresenceEvent.RefreshDue e -> refreshDue(e, rules);
            case PresenceEvent.Abandoned e -> abandoned(e);
        };
    }

    /// Whether [PresenceEvent.RefreshDue] would change anything: another write is allowed, and there is
    /// activity that the throttle held back, or of which viewers were not told though what they know is growing
    /// too old for them.
    public boolean isRefreshDue(long touchedMillis, long nowMillis, PresenceRules rules) {
        return (touchedMillis > lastActiveMillis || isTellingDue(nowMillis, rules)) && !isThrottled(nowMillis, rules);
    }

    private boolean isTellingDue(long nowMillis, PresenceRules rules) {
        return lastActiveMillis > announcedActiveMillis
                && nowMillis - announcedActiveMillis >= rules.refreshMillis(isOnline);
    }

    private Transition connected(PresenceEvent.Connected event, PresenceRules rules) {
        Set<ConnectionId> more = with(event.connection());
        long at = Moments.millis(event.at());
        if (isOnline) {
            return connectedThrough(more, NONE).active(at, rules);
        }
        long active = Math.max(lastActiveMillis, at);
        return new Transition(
                new Presence(true, more, NONE, lastSeenMillis, active, active, at, nextVersion(at)),
                true,
                Cause.CONNECTED);
    }

    private Transition closed(PresenceEvent.Closed event) {
        if (!connections.contains(event.connection())) {
            return Transition.silent(this);
        }
        Set<ConnectionId> fewer = without(event.connection());
        if (!fewer.isEmpty()) {
            return Transition.silent(connectedThrough(fewer, NONE));
        }
        Presence last = recall(event.lastActivity());
        long at = Moments.millis(event.at());
        return event.clean()
                ? last.offline(at, Cause.DISCONNECTED, at)
                : Transition.silent(last.connectedThrough(fewer, at));
    }

    private Transition handedOver(PresenceEvent.HandedOver event) {
        if (!connections.contains(event.connection())) {
            return Transition.silent(this);
        }
        Set<ConnectionId> fewer = without(event.connection());
        Presence last = fewer.isEmpty() ? recall(event.lastActivity()) : this;
        return new Transition(last.connectedThrough(fewer, NONE), last.lastActiveMillis != lastActiveMillis, null);
    }

    private Transition nodeStopping(PresenceEvent.NodeStopping event) {
        Presence last = recall(event.lastActivity());
        return new Transition(last, last.lastActiveMillis != lastActiveMillis, null);
    }

    private Transition graceElapsed(PresenceEvent.GraceElapsed event, PresenceRules rules) {
        long at = Moments.millis(event.at());
        if (lostMillis == NONE || at - lostMillis < rules.offlineGrace().toMillis()) {
            return Transition.silent(this);
        }
        return offline(lostMillis, Cause.DISCONNECTED, at);
    }

    private Transition active(long at, PresenceRules rules) {
        if (isThrottled(at, rules)) {
            return Transition.silent(this);
        }
        long active = Math.max(lastActiveMillis, at);
        return viewersWouldComputeWrong(at, rules) ? told(active, at) : recorded(active, at);
    }

    private Transition recorded(long active, long at) {
        Presence next = new Presence(
                isOnline, connections, lostMillis, lastSeenMillis, active, announcedActiveMillis, at, version);
        return new Transition(next, true, null);
    }

    private Transition refreshDue(PresenceEvent.RefreshDue event, PresenceRules rules) {
        long at = Moments.millis(event.at());
        Presence recalled = recall(event.lastActivity());
        if (isThrottled(at, rules)) {
            return Transition.silent(this);
        }
        if (recalled.announcedActiveMillis == NONE || recalled.isTellingDue(at, rules)) {
            return recalled.told(recalled.lastActiveMillis, at);
        }
        return recalled.lastActiveMillis == lastActiveMillis
                ? Transition.silent(this)
                : recalled.recorded(recalled.lastActiveMillis, at);
    }

    private Transition told(long active, long at) {
        return new Transition(
                new Presence(isOnline, connections, lostMillis, lastSeenMillis, active, active, at, nextVersion(at)),
                true,
                Cause.ACTIVITY);
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
        return new Transition(
                new Presence(
                        false,
                        Set.of(),
                        NONE,
                        Math.max(seen, lastSeenMillis),
                        lastActiveMillis,
                        lastActiveMillis,
                        recordedMillis,
                        nextVersion(at)),
                true,
                cause);
    }

    private Presence connectedThrough(Set<ConnectionId> now, long lost) {
        return new Presence(
                isOnline, now, lost, lastSeenMillis, lastActiveMillis, announcedActiveMillis, recordedMillis, version);
    }

    /// Takes in activity that the throttle had kept from being recorded: the frozen value is the true one.
    private Presence recall(@Nullable Instant activity) {
        long millis = Moments.millis(activity);
        return millis <= lastActiveMillis
                ? this
                : new Presence(
                        isOnline,
                        connections,
                        lostMillis,
                        lastSeenMillis,
                        millis,
                        announcedActiveMillis,
                        recordedMillis,
                        version);
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
