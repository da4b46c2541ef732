package com.meeshy.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that a client sent. Binary attachments are Jackson binary nodes in their places in the arguments.
///
/// @param name the event name, never one of the names reserved by Socket.IO
/// @param arguments the arguments, unmodifiable
/// @param ack how to answer, or null when the client does not wait for an answer
public record Event(
        String name, List<JsonNode> arguments, @Nullable Ack ack) {

    public Event {
        arguments = List.copyOf(arguments);
    }

    /// The argument at `index`, or a missing node when there are fewer.
    public JsonNode argument(int index) {
        return index < arguments.size() ? arguments.get(index) : MissingNode.getInstance();
    }
}
