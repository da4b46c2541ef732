package com.meeshy.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that a client sent. Its arguments are read out of its bytes when they are first asked for; binary
/// attachments are Jackson binary nodes in their places in them.
///
/// To be used on the event loop of its connection, but for the `ack`.
public interface Event {

    /// The event name, never one of the names reserved by Socket.IO.
    String name();

    /// The arguments, unmodifiable. To be asked for while the event is being served: when they are no JSON this
    /// throws, and ends the session.
    List<JsonNode> arguments();

    /// The argument at `index`, or a missing node when there are fewer.
    JsonNode argument(int index);

    /// How to answer, or null when the client does not wait for an answer.
    @Nullable
    Ack ack();
}
