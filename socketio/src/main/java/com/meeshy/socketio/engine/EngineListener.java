package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;

/// Who hears what a session receives. Called on the event loop of the session, in order, never after `closed`.
public interface EngineListener {

    /// The session is open and its open packet is on its way.
    void opened();

    /// A text message: UTF-8 bytes of `packet` from `offset` to its end. The listener may keep the array.
    void text(byte[] packet, int offset) throws ProtocolViolation;

    /// A binary message. The listener may keep the array.
    void binary(byte[] data) throws ProtocolViolation;

    /// The session has ended. Called exactly once.
    void closed(CloseReason reason);

    /// Makes the listener of each new session. Called on its event loop, before it hears anything.
    @FunctionalInterface
    interface Factory {
        EngineListener listen(EngineSession session);
    }
}
