/// The Socket.IO contract of SPEC §4: turns events of clients into calls on `live`, and its notices into events. Event
/// loops run this code and never block in it; whatever may block goes to a virtual thread.
///
/// Called by the `socketio` layer; calls `live`, to which a connection is a [SocketLine].
@NullMarked
package com.meeshy.presence.server.gateway;

import org.jspecify.annotations.NullMarked;
