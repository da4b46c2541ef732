package com.meeshy.socketio.client;

import io.netty.channel.EventLoop;

/// What carries the packets of one connection. Called on any thread, acts on its event loop. It gives what it
/// hears to [SocketIoClient#packet], and says once to [SocketIoClient#ended] that it is over.
public interface ClientLine {
    EventLoop loop();

    /// Sends an Engine.IO packet.
    void send(String packet);

    /// Ends the connection with the close handshake, after what was sent.
    ///
    /// @param code of the close frame, where there is one
    void leave(int code);

    /// Ends the connection without a word to the other side's application.
    void cut();

    /// Whether to read what comes, or to let it wait.
    void read(boolean reading);
}
