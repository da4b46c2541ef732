package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;

/// How a session reaches its client at the moment. Confined to the event loop of the session.
sealed interface Transport permits WebSocketTransport, PollingTransport {

    String name();

    /// The session is trusted from now on.
    void trusted();

    /// Whether a message can be handed over now; if not it must wait in the backlog.
    boolean writable();

    /// Takes a message, which it borrows. Nothing is sent before `flush`.
    void write(Outgoing message);

    /// Sends what was written and, as far as possible, what waits in the backlog.
    void flush();

    /// Ends without a goodbye, because another transport takes over.
    void end();

    /// Whether the client still has to fetch what was said to it before the session ended for this reason.
    boolean hasLastWords(CloseReason reason);

    /// Says goodbye and ends.
    void close(CloseReason reason);
}
