package com.meeshy.socketio;

/// The answer a client waits for after an event.
@FunctionalInterface
public interface Ack {

    /// Sends the answer. May be called from any thread; only the first call does anything. Same arguments as
    /// [Broadcast#emit].
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void send(Object... arguments);
}
