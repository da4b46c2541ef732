package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.PresenceCore;
import com.meeshy.presence.live.authentication.AdminKey;
import com.meeshy.presence.live.upkeep.RepeatingJob;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.console.About;
import com.meeshy.presence.server.console.ConsoleDoor;
import com.meeshy.presence.server.console.ConsoleEvents;
import com.meeshy.presence.server.console.ConsoleGateway;
import com.meeshy.presence.server.console.EdgeFeed;
import com.meeshy.presence.server.console.NodeSigns;
import com.meeshy.presence.server.console.Operators;
import com.meeshy.presence.server.console.PersonFile;
import com.meeshy.presence.server.console.PersonSearch;
import com.meeshy.presence.server.console.Pulse;
import com.meeshy.presence.server.console.Sources;
import com.meeshy.presence.server.console.Viewers;
import com.meeshy.presence.server.rest.RestDoors;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.storage.Lookups;
import com.meeshy.presence.storage.Storage;
import com.meeshy.socketio.Namespace;
import java.time.Duration;
import java.util.concurrent.Executor;

/// Puts the console of operators together: namespace `/admin`, beside that of the clients.
final class AdminConsole {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(2);

    private AdminConsole() {}

    /// @param doors the same that REST goes through
    static void open(
            Settings settings,
            String version,
            Namespace namespace,
            LiveNode node,
            EdgeFeed edges,
            RestDoors doors,
            PresenceMetrics metrics,
            Executor virtualThreads,
            Shutdown shutdown) {
        Time clock = doors.time();
        PresenceCore core = node.core();
        Storage storage = doors.storage();
        Lookups lists = storage.lists();
        Sources sources = new Sources(
                doors.presence(),
                doors.operations().activity(),
                doors.operations().maintenance(),
                doors.operations().health(),
                metrics,
                core.recorder()::pending);
        Operators operators =
                new Operators(storage.accounts(), node.identification().revocations(), clock);
        NodeSigns nodes = new NodeSigns(storage.leases(), settings.operations().node());
        Pulse pulse = new Pulse(sources, edges, nodes, operators, namespace, clock);
        PersonSearch search = new PersonSearch(lists, core.tracker(), doors.presence());
        Viewers viewers = new Viewers(core.tracker().attendance(), core.visibility());
        namespace.handler(new ConsoleGateway(
                new ConsoleDoor(
                        new AdminKey(settings.access().adminKey()),
                        node.identification().reception(),
                        doors.limits(),
                        namespace),
                operators,
                pulse,
                new ConsoleEvents(
                        search,
                        new PersonFile(search, lists.conversations(), node.sessions(), viewers, edges, clock),
                        doors.edits(),
                        doors.operations().maintenance(),
                        doors.limits(),
                        virtualThreads),
                new About(version, clock.instant(), settings.presence().rules().status()),
                clock));
        shutdown.add(RepeatingJob.every(BEAT, "console", pulse::beat));
        shutdown.add(RepeatingJob.every(LOOK_AROUND, "console-nodes", pulse::lookAround));
    }
}
