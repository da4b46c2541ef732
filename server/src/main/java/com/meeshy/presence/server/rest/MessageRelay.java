package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.store.StoredMessage;

/// Takes a stored message to the connected members of its conversation as `message:new`.
@FunctionalInterface
public interface MessageRelay {
    /// Returns at once.
    ///
    /// @param senderName as others see it
    void created(StoredMessage message, String senderName);
}
