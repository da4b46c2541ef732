/// The one port. Starts Micronaut's HTTP server on Netty with the Socket.IO gate in front of it, gives the
/// controllers of `rest` their ready-made collaborators, serves the web page, and stops gently.
///
/// Called by `Wiring`. Micronaut serves HTTP here and wires nothing of the core: each bean it knows is a
/// controller or an object that was handed to it.
@NullMarked
package com.meeshy.presence.server.http;

import org.jspecify.annotations.NullMarked;
