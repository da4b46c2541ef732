/// The console of operators: namespace `/admin` of Socket.IO, behind a door of its own ([ConsoleDoor]), for the page at
/// `/admin` and the command `watch`. While somebody looks, [Pulse] pushes the figures once a second; while nobody does,
/// only a point of [FigureHistory] is kept every few seconds. Events of operators, each with an acknowledgement, are
/// served by [ConsoleEvents]: search, a person's file, and the few actions, which go through the same doors as those of
/// `rest` and leave a line in the log.
///
/// Changes of presence come by [EdgeFeed], which stands in the way of the shards and so never waits: it overwrites what
/// nobody has read, and says how much.
///
/// Called by the `socketio` layer and the jobs of `wiring`; calls the small interfaces of `rest`, `gateway` for the
/// connections, `telemetry`, the store and the tracker.
@NullMarked
package com.meeshy.presence.server.console;

import org.jspecify.annotations.NullMarked;
