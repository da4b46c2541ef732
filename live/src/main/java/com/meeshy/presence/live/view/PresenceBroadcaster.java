package com.meeshy.presence.live.view;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.port.LiveMeter;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends `user:status` to the rooms of the subject: one copy for each viewer's connection, however many
/// conversations they share. A viewer that reads too slowly is sent only the newest state of a subject.
public final class PresenceBroadcaster implements Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceBroadcaster.class);

    private final Lines lines;
    private final MemberBroadcaster members;
    private final LiveMeter meter;
    private final Time time;

    public PresenceBroadcaster(Lines lines, LiveMeter meter, Time time) {
        this.lines = lines;
        this.members = new MemberBroadcaster(lines);
        this.meter = meter;
        this.time = time;
    }

    @Override
    public void announce(PresenceChange change) {
        PresenceView view = change.view();
        lines.to(Rooms.of(VisibilityRule.audienceOf(view.id(), change.audience())))
                .sendLatest(view.id(), new Notice.Status(view));
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
        meter.announced(time.nanos() - moment.nanos());
    }

    /// Members of ordinary conversations know it from their snapshots.
    @Override
    public void announceReturned(PresenceChange change) {}

    @Override
    public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
        members.left(view.id(), left);
    }
}
