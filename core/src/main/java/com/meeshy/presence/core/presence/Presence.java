package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The state of one participant and its pure transition. `c` is the connection named by the event.
///
/// | state | event | next | stored | announced |
/// |---|---|---|---|---|
/// | offline | Connected c | online {c}, active now | yes | CONNECTED |
/// | online | Connected c | online + {c}, then as Active | as Active | as Active |
/// | online {c} | Closed c, clean | offline, lastSeen = at | yes | DISCONNECTED |
/// | online {c} | Closed c, lost | online {}, in grace | no | no |
/// | online {c, …} | Closed c | online {…} | no | no |
/// | any without c | Closed c | unchanged | no | no |
/// | online {}, in grace | GraceElapsed in time | unchanged | no | no |
/// | online {}, in grace | GraceElapsed, grace used up | offline, lastSeen = when it was lost | yes | DISCONNECTED |
/// | any | Active, within the throttle | unchanged | no | no |
/// | any | Active, later | active at | yes | when viewers would compute wrong (SPEC §3.3) |
/// | online {}, not in grace | Abandoned | offline, lastSeen as told | yes | its cause |
/// | any other | Abandoned | unchanged | no | no |
///
/// A state loaded as online without connections is that of a participant whose node died: a new connection
/// takes it over without an announcement, [PresenceEvent.Abandoned] ends it.
///
/// @param isOnline what viewers are told; stays true during the grace
/// @param connections live connections, each once
/// @param lostAt when the last connection was lost, during the grace; else null
/// @param lastSeen when the last connection last ended, null when never
/// @param lastActiveAt last recorded activity, null when never; never goes back
/// @param announcedActiveAt the `lastActiveAt` that viewers were last told
/// @param version grows with every stored or announced change. It is at least the time of the change in
///     milliseconds, so that it also grows when the former version is not known, and stays exact in a
///     JavaScript number
public record Presence(
        boolean isOnline,
        Set<ConnectionId> connections,
        @Nullable Instant lostAt,
        @Nullable Instant lastSeen,
        @Nullable Instant lastActiveAt,
        @Nullable Instant announcedActiveAt,
        long version) {

    /// The state of a participant as it was stored: nobody is connected yet.
    public static Presence stored(
            boolean isOnline, @Nullable Instant lastSeen, @Nullable Instant lastActiveAt, long version) {
        return new Presence(isOnline, Set.of(), null, lastSeen, lastActiveAt, lastActiveAt, version);
    }

    /// A participant of whom nothing is stored.
    public static final Presence UNKNOWN = stored(false, null, null, 0);

    public Transition after(PresenceEvent event, PresenceRules rules) {
        return switch (event) {
            case PresenceEvent.Connected e -> connected(e, rules);
            case PresenceEvent.Closed e -> closed(e);
            case PresenceEvent.GraceElapsed e -> graceElapsed(e, rules);
            case PresenceEvent.Active e -> active(e.at(), rules);
            case PresenceEvent.Abandoned e -> abandoned(e);
        };
    }

    private Transition connected(PresenceEvent.Connected event, PresenceRules rules) {
        Set<ConnectionId> more = with(event.connection());
        if (isOnline) {
            return connectedThrough(more, null).active(event.at(), rules);
        }
        Instant active = later(lastActiveAt, event.at());
        Presence next = new Presence(true, more, null, lastSeen, active, active, nextVersion(event.at()));
        return new Transition(next, true, Cause.CONNECTED);
    }

    private Transition closed(PresenceEvent.Closed event) {
        if (!connections.contains(event.connection())) {
            return Transition.silent(this);
        }
        Set<ConnectionId> fewer = without(event.connection());
        Presence remaining = fewer.isEmpty() ? recallActivity(event.lastActivity()) : this;
        if (!fewer.isEmpty() || !event.clean()) {
            return Transition.silent(remaining.connectedThrough(fewer, fewer.isEmpty() ? event.at() : null));
        }
        return remaining.connectedThrough(fewer, null).offline(event.at(), Cause.DISCONNECTED, event.at());
    }

    private Transition graceElapsed(PresenceEvent.GraceElapsed event, PresenceRules rules) {
        if (lostAt == null || event.at().isBefore(lostAt.plus(rules.offlineGrace()))) {
            return Transition.silent(this);
        }
        return offline(lostAt, Cause.DISCONNECTED, event.at());
    }

    private Transition active(Instant at, PresenceRules rules) {
        if (lastActiveAt != null && at.isBefore(lastActiveAt.plus(rules.activityThrottle()))) {
            return Transition.silent(this);
        }
        boolean announce = viewersWouldComputeWrong(at, rules);
        Presence next = new Presence(
                isOnline, connections, lostAt, lastSeen, at, announce ? at : announcedActiveAt, nextVersion(at));
        return new Transition(next, true, announce ? Cause.ACTIVITY : null);
    }

    private boolean viewersWouldComputeWrong(Instant at, PresenceRules rules) {
        if (announcedActiveAt == null) {
            return true;
        }
        Status shown = rules.status().statusOf(isOnline, announcedActiveAt, at);
        Status actual = rules.status().statusOf(isOnline, at, at);
        return shown != actual || at.isAfter(announcedActiveAt.plus(rules.refreshAfter()));
    }

    private Transition abandoned(PresenceEvent.Abandoned event) {
        if (!isOnline || !connections.isEmpty() || lostAt != null) {
            return Transition.silent(this);
        }
        return offline(event.lastSeen(), event.cause(), event.at());
    }

    private Transition offline(Instant seen, Cause cause, Instant at) {
        Presence next = new Presence(false, Set.of(), null, seen, lastActiveAt, lastActiveAt, nextVersion(at));
        return new Transition(next, true, cause);
    }

    private Presence connectedThrough(Set<ConnectionId> now, @Nullable Instant lost) {
        return new Presence(isOnline, now, lost, lastSeen, lastActiveAt, announcedActiveAt, version);
    }

    /// Takes in activity that the throttle had kept from being recorded: the frozen value is the true one.
    private Presence recallActivity(@Nullable Instant activity) {
        if (activity == null || (lastActiveAt != null && !activity.isAfter(lastActiveAt))) {
            return this;
        }
        return new Presence(isOnline, connections, lostAt, lastSeen, activity, announcedActiveAt, version);
    }

    private long nextVersion(Instant at) {
        return Math.max(version + 1, at.toEpochMilli());
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
        Set<ConnectionId> fewer = new HashSet<>(connections);
        fewer.remove(connection);
        return Set.copyOf(fewer);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
