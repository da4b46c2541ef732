/// The other side of a Socket.IO connection: just enough of a client for what the gateway's own process needs one for,
/// the people of the demo and the command `watch`. Built on the WebSocket of the JDK (docs/decisions/0076).
///
/// Called by `demo` and `cli`; knows no other room.
@NullMarked
package com.meeshy.presence.server.socketclient;

import org.jspecify.annotations.NullMarked;
