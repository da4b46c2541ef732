package com.meeshy.presence.live;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.tracker.Announcers;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.live.directory.GlobalConversations;
import com.meeshy.presence.live.view.CrowdBroadcaster;
import com.meeshy.presence.live.view.PresenceBroadcaster;
import com.meeshy.presence.storage.coalescing.CrowdedConversations;
import java.util.function.Function;

/// The core with its store behind it and its audience in front. Who keeps it calls [PresenceRecorder#flush] now and
/// then.
public record PresenceCore(
        PresenceRecorder recorder,
        GlobalConversations globals,
        CrowdedConversations crowded,
        CrowdBroadcaster crowdBroadcaster,
        Crowds crowds,
        VisibilityRule visibility,
        Announcers announcers,
        Tracker tracker,
        PresenceReader reader,
        Succession succession)
        implements AutoCloseable {

    /// @param start makes the tracker, which announces and records by what it is given
    static PresenceCore of(LiveSettings settings, LivePorts ports, Function<Effects, Tracker> start) {
        GlobalConversations globals = new GlobalConversations(ports.storage().conversations());
        PresenceRecorder recorder = new PresenceRecorder(ports.storage().presence());
        Attendance attendance = new Attendance();
        CrowdBroadcaster crowdBroadcaster = new CrowdBroadcaster(ports.lines(), ports.meter());
        CrowdedConversations crowded = new CrowdedConversations(
                ports.reads().snapshotDirectory(),
                ports.storage().snapshots().conversations(),
                crowdBroadcaster::announceSize);
        Crowds crowds = new Crowds(
                new PresenceBroadcaster(ports.lines(), ports.meter(), ports.time()),
                crowdBroadcaster,
                attendance,
                conversation -> globals.contains(conversation) || crowded.contains(conversation),
                settings.largeConversation(),
                ports.time());
        VisibilityRule visibility = new VisibilityRule(crowds::isLarge);
        Announcers announcers = new Announcers(crowds, ports.besides().toArray(Announcer[]::new));
        Tracker tracker = start.apply(new Effects(recorder, announcers, attendance, ports.truth()));
        return new PresenceCore(
                recorder,
                globals,
                crowded,
                crowdBroadcaster,
                crowds,
                visibility,
                announcers,
                tracker,
                new PresenceReader(tracker, crowded, ports.reads().snapshotLoader(), visibility),
                new Succession(
                        settings.node(),
                        ports.storage().leases(),
                        ports.storage().presence(),
                        ports.reads().direct(),
                        tracker,
                        settings.drainGrace()));
    }

    @Override
    public void close() {
        tracker.close();
        announcers.close();
    }
}
