package com.meeshy.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What the application does with the connections of one namespace.
///
/// Every method is called on the event loop of the connection and must not block it. For one connection the
/// calls are in order: `admit`, `connected`, any number of `event` and `refused`, `disconnected`. What a method
/// throws is logged and changes nothing else, but for `admit`, where it refuses the client.
public interface NamespaceHandler {

    /// Decides whether a client may enter. Nothing else it sends is served before the stage has completed, and
    /// nothing at all when it is refused. The stage may complete on any thread; if it fails, the client is
    /// refused with the message "internal error". When the client leaves meanwhile the result is dropped.
    default CompletionStage<Admission> admit(Handshake handshake) {
        return CompletableFuture.completedFuture(Admission.accepted());
    }

    /// The client was let in and has been told so: what is emitted here is the first thing it hears.
    default void connected(Connection connection) {}

    /// The client sent an event. Called once for each event, in the order of sending.
    default void event(Connection connection, Event event) {}

    /// An event is not served, because more of them are held than may be, or its attachments found no room. The
    /// client waits for an answer if there is an [Event#ack()]; the connection goes on.
    default void refused(Connection connection, Event event) {}

    /// The connection has ended. Called exactly once for each `connected`; the connection is in no room any more
    /// (though [Connection#rooms()] still tells which it was in) and whatever is emitted to it is dropped.
    default void disconnected(Connection connection, CloseReason reason) {}
}
