package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.time.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to one participant. Every side door (sockets, REST, maintenance) speaks in these.
public sealed interface PresenceEvent {
    /// When it happened, by the clocks of this node.
    Moment moment();

    /// When it happened, server time.
    default Instant at() {
        return moment().at();
    }

    /// A connection was authenticated. Counts as activity.
    record Connected(ConnectionId connection, Moment moment) implements PresenceEvent {}

    /// A connection ended.
    ///
    /// @param lastActivity the participant's last activity, also one that was throttled; null when none is known
    /// @param lastHeard when anything last came from the peer, a heartbeat included; null when not known
    record Closed(
            ConnectionId connection,
            Ending ending,
            @Nullable Instant lastActivity,
            @Nullable Instant lastHeard,
            Moment moment)
            implements PresenceEvent {
        public Closed(ConnectionId connection, Ending ending, @Nullable Instant lastActivity, Moment moment) {
            this(connection, ending, lastActivity, null, moment);
        }
    }

    /// A connection ended because this node stops and told the client to come back elsewhere, or here later.
    ///
    /// @param lastActivity as in [Closed]
    record HandedOver(ConnectionId connection, @Nullable Instant lastActivity, Moment moment)
            implements PresenceEvent {}

    /// This node begins to stop: what the throttle holds back must be stored now.
    ///
    /// @param lastActivity as in [Closed]
    record NodeStopping(@Nullable Instant lastActivity, Moment moment) implements PresenceEvent {}

    /// Time passed; a grace may be used up.
    record GraceElapsed(Moment moment) implements PresenceEvent {}

    /// The participant did something: a REST request or a Socket.IO event.
    record Active(Moment moment) implements PresenceEvent {}

    /// Time passed; viewers may have to hear of activity that was silent when it came.
    ///
    /// @param lastActivity as in [Closed]
    record RefreshDue(@Nullable Instant lastActivity, Moment moment) implements PresenceEvent {}

    /// Nobody holds a connection for this participant any more, says the maintenance job or the death of a node.
    ///
    /// @param lastSeen best knowledge of when the last connection ended
    /// @param cause `ZOMBIE` or `NODE_DEATH`
    record Abandoned(Instant lastSeen, PresenceChange.Cause cause, Moment moment) implements PresenceEvent {}
}
