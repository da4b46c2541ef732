/// The Socket.IO contract of SPEC §4: turns events of clients into calls on the core, and changes of presence into
/// broadcasts. Event loops run this code and never block in it; whatever may block goes to a virtual thread.
///
/// Called by the `socketio` layer; calls `authentication` (who is it), the store and the tracker.
@NullMarked
package com.meeshy.presence.server.gateway;

import org.jspecify.annotations.NullMarked;
