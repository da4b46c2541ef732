/// Sending a message: one path for REST and Socket.IO. Checks membership, stores, then relays to the members.
///
/// Called by `rest` and `gateway`; calls the store, then [com.meeshy.presence.live.messaging.MessageRelay].
@NullMarked
package com.meeshy.presence.live.messaging;

import org.jspecify.annotations.NullMarked;
