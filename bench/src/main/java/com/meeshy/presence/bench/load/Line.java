package com.meeshy.presence.bench.load;

/// What carries the packets of one connection. Called on any thread, acts on its event loop.
interface Line {
    /// Sends an Engine.IO packet.
    void send(String packet);

    /// Says goodbye and ends the connection with the close handshake.
    void leave();

    /// Ends the connection without a word to the other side's application.
    void cut();

    /// Reads nothing any more and answers nothing; the connection stays open.
    void deafen();
}
