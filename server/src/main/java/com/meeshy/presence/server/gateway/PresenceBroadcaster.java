package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.socketio.Namespace;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends `user:status` to the rooms of the subject: one copy for each viewer's connection, however many
/// conversations they share. A viewer that reads too slowly is sent only the newest state of a subject.
public final class PresenceBroadcaster implements Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceBroadcaster.class);

    private final Namespace namespace;
    private final MemberBroadcaster members;
    private final PresenceMetrics metrics;
    private final Time time;

    public PresenceBroadcaster(Namespace namespace, PresenceMetrics metrics, Time time) {
        this.namespace = namespace;
        this.members = new MemberBroadcaster(namespace);
        this.metrics = metrics;
        this.time = time;
    }

    @Override
    public void announce(PresenceChange change) {
        PresenceView view = change.view();
        namespace
                .to(Rooms.of(VisibilityRule.audienceOf(view.id(), change.audience())))
                .emitLatest(view.id(), ServerEvent.USER_STATUS, Payload.UserStatus.of(view));
        measure(change.moment());
        if (change.cause() == PresenceChange.Cause.ACTIVITY) {
            LOG.debug("USER_STATUS Broadcast participant={} cause={}", view.id(), change.cause());
        } else {
            LOG.info(
                    "USER_STATUS Broadcast participant={} isOnline={} cause={} conversations={}",
                    view.id(),
                    view.isOnline(),
                    change.cause(),
                    change.audience().size());
        }
    }

    @Override
    public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
        members.joined(view, joined);
        measure(moment);
        LOG.debug("USER_STATUS Broadcast participant={} cause=JOINED", view.id());
    }

    private void measure(Moment moment) {
        metrics.broadcast();
        metrics.broadcastLatencyNanos(time.nanos() - moment.nanos());
    }

    /// Members of ordinary conversations know it from their snapshots.
    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
        members.left(view.id(), left);
    }
}
