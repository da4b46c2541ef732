package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that has come: its bytes, and what has been read out of them while it is served.
final class ReceivedEvent implements Event {

    private final SocketConnection connection;
    private final SocketPacket packet;
    private @Nullable String name;
    private @Nullable List<JsonNode> arguments;
    private @Nullable ReplyAck ack;

    /// @throws ProtocolViolation when it has no name
    ReceivedEvent(SocketConnection connection, SocketPacket packet) throws ProtocolViolation {
        this.connection = connection;
        this.packet = packet;
        this.name = EventName.read(packet.bytes(), packet.body());
    }

    SocketConnection connection() {
        return connection;
    }

    /// Bytes that it keeps.
    int length() {
        return packet.length();
    }

    /// Keeps nothing but the bytes, until it is served.
    void rest() {
        name = null;
        arguments = null;
    }

    @Override
    public String name() {
        String known = name;
        if (known == null) {
            try {
                known = EventName.read(packet.bytes(), packet.body());
            } catch (ProtocolViolation e) {
                throw new IllegalStateException("was read before", e);
            }
            name = known;
        }
        return known;
    }

    @Override
    public List<JsonNode> arguments() {
        List<JsonNode> known = arguments;
        if (known == null) {
            try {
                known = list(packet.data(), 1);
            } catch (ProtocolViolation e) {
                throw new MalformedEventException(String.valueOf(e.getMessage()));
            }
            arguments = known;
        }
        return known;
    }

    static List<JsonNode> list(JsonNode array, int from) {
        List<JsonNode> all = new ArrayList<>(Math.max(0, array.size() - from));
        for (int i = from; i < array.size(); i++) {
            all.add(array.get(i));
        }
        return Collections.unmodifiableList(all);
    }

    @Override
    public JsonNode argument(int index) {
        List<JsonNode> all = arguments();
        return index < all.size() ? all.get(index) : MissingNode.getInstance();
    }

    @Override
    public @Nullable Ack ack() {
        if (ack == null && packet.id() != SocketPacket.NO_ID) {
            ack = new ReplyAck(connection, packet.id());
        }
        return ack;
    }
}
