package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Announcers;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.tracker.WriteBehind;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.server.config.PresenceSettings;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.console.EdgeFeed;
import com.meeshy.presence.server.gateway.CrowdBroadcaster;
import com.meeshy.presence.server.gateway.GlobalConversations;
import com.meeshy.presence.server.gateway.Lines;
import com.meeshy.presence.server.gateway.PresenceBroadcaster;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.CrowdedConversations;
import com.meeshy.presence.storage.coalescing.StoreReads;

/// The core with its store behind it and its audience in front.
record PresenceCore(
        PresenceRules rules,
        PresenceRecorder recorder,
        GlobalConversations globals,
        CrowdedConversations crowded,
        CrowdBroadcaster crowdBroadcaster,
        Crowds crowds,
        VisibilityRule visibility,
        EdgeFeed edges,
        Tracker tracker,
        PresenceReader reader,
        Succession succession) {

    static PresenceCore start(
            Settings settings,
            Storage storage,
            StoreReads reads,
            Lines lines,
            PresenceMetrics metrics,
            Time time,
            Shutdown shutdown) {
        GlobalConversations globals = new GlobalConversations(storage.conversations());
        globals.refresh();
        PresenceRecorder recorder = new PresenceRecorder(storage.presence());
        shutdown.add(new WriteBehind(recorder));
        Attendance attendance = new Attendance();
        CrowdBroadcaster crowdBroadcaster = new CrowdBroadcaster(lines, metrics);
        CrowdedConversations crowded = new CrowdedConversations(
                reads.snapshotDirectory(), storage.snapshots().conversations(), crowdBroadcaster::announceSize);
        Crowds crowds = new Crowds(
                new PresenceBroadcaster(lines, metrics, time),
                crowdBroadcaster,
                attendance,
                conversation -> globals.contains(conversation) || crowded.contains(conversation),
                settings.presence().largeConversation(),
                time);
        VisibilityRule visibility = new VisibilityRule(crowds::isLarge);
        EdgeFeed edges = new EdgeFeed(metrics);
        Announcers announcers = shutdown.add(new Announcers(crowds, edges));
        PresenceRules rules = rules(settings.presence());
        Tracker tracker = shutdown.add(new Tracker(
                rules,
                Runtime.getRuntime().availableProcessors(),
                new Effects(recorder, announcers, attendance, metrics.truth()),
                time));
        PresenceReader reader = new PresenceReader(tracker, crowded, reads.snapshotLoader(), visibility);
        Succession succession = new Succession(
                settings.operations().node(),
                storage.leases(),
                storage.presence(),
                reads.direct(),
                tracker,
                settings.presence().drainGrace());
        return new PresenceCore(
                rules,
                recorder,
                globals,
                crowded,
                crowdBroadcaster,
                crowds,
                visibility,
                edges,
                tracker,
                reader,
                succession);
    }

    private static PresenceRules rules(PresenceSettings settings) {
        return new PresenceRules(
                new StatusRule(settings.onlineThreshold(), settings.awayThreshold()),
                settings.activityThrottle(),
                settings.offlineGrace(),
                settings.reloadGrace());
    }
}
