package com.meeshy.presence.live.messaging;

import com.meeshy.presence.storage.model.StoredMessage;

/// Tells the members of a conversation of a new message. Must not block.
@FunctionalInterface
public interface MessageRelay {
    /// Delivers to every connected member, the sender included, once for each connection.
    ///
    /// @param senderName as others see the sender
    void relay(StoredMessage message, String senderName);
}
