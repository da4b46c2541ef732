package com.meeshy.socketio.socket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the name of an event and leaves the rest of its JSON alone.
final class EventName {

    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private EventName() {}

    /// The name of an event whose JSON begins at `from`.
    static String read(byte[] packet, int from) throws ProtocolViolation {
        String plain = plain(packet, from);
        String name = plain == null ? parsed(packet, from) : plain;
        if (RESERVED.contains(name)) {
            throw new ProtocolViolation("reserved event name");
        }
        return name;
    }

    /// What nearly all clients send: `["name"`, in ASCII without escapes. Null when it is something else.
    private static @Nullable String plain(byte[] packet, int from) {
        if (packet.length - from < 3 || packet[from] != '[' || packet[from + 1] != '"') {
            return null;
        }
        for (int at = from + 2; at < packet.length; at++) {
            byte next = packet[at];
            if (next == '"') {
                return new String(packet, from + 2, at - from - 2, StandardCharsets.ISO_8859_1);
            } else if (next < ' ' || next == '\\') {
                return null;
            }
        }
        return null;
    }

    private static String parsed(byte[] packet, int from) throws ProtocolViolation {
        try (JsonParser parser = Json.parser(packet, from, packet.length - from)) {
            JsonToken first = parser.nextToken() == JsonToken.START_ARRAY ? parser.nextToken() : null;
            if (first == JsonToken.VALUE_STRING || first == JsonToken.VALUE_NUMBER_INT) {
                return parser.getText();
            }
        } catch (IOException e) {
            throw new ProtocolViolation("bad JSON");
        }
        throw new ProtocolViolation("event without a name");
    }
}
