package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to one participant. Every side door (sockets, REST, maintenance) speaks in these.
public sealed interface PresenceEvent {
    /// When it happened, server time.
    Instant at();

    /// A connection was authenticated. Counts as activity.
    record Connected(ConnectionId connection, Instant at) implements PresenceEvent {}

    /// A connection ended.
    ///
    /// @param clean true when the peer said goodbye, false when it just fell silent or broke
    /// @param lastActivity the participant's last activity, also one that was throttled; null when none is known
    /// @param lastHeard when anything last came from the peer, a heartbeat included; null when not known
    record Closed(
            ConnectionId connection,
            boolean clean,
            @Nullable Instant lastActivity,
            @Nullable Instant lastHeard,
            Instant at)
            implements PresenceEvent {
        public Closed(ConnectionId connection, boolean clean, @Nullable Instant lastActivity, Instant at) {
            this(connection, clean, lastActivity, null, at);
        }
    }

    /// A connection ended because this node stops and told the client to come back elsewhere, or here later.
    ///
    /// @param lastActivity as in [Closed]
    record HandedOver(ConnectionId connection, @Nullable Instant lastActivity, Instant at) implements PresenceEvent {}

    /// This node begins to stop: what the throttle holds back must be stored now.
    ///
    /// @param lastActivity as in [Closed]
    record NodeStopping(@Nullable Instant lastActivity, Instant at) implements PresenceEvent {}

    /// Time passed; a lost connection may have used up its grace.
    record GraceElapsed(Instant at) implements PresenceEvent {}

    /// The participant did something: a REST request or a Socket.IO event.
    record Active(Instant at) implements PresenceEvent {}

    /// Time passed; viewers may have to hear of activity that was silent when it came.
    ///
    /// @param lastActivity as in [Closed]
    record RefreshDue(@Nullable Instant lastActivity, Instant at) implements PresenceEvent {}

    /// Nobody holds a connection for this participant any more, says the maintenance job or the death of a node.
    ///
    /// @param lastSeen best knowledge of when the last connection ended
    /// @param cause `ZOMBIE` or `NODE_DEATH`
    record Abandoned(Instant lastSeen, PresenceChange.Cause cause, Instant at) implements PresenceEvent {}
}
