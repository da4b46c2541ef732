package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A packet that waits for its attachments.
final class BinaryAssembly {

    private final SocketPacket packet;
    private final List<byte[]> attachments = new ArrayList<>();

    BinaryAssembly(SocketPacket packet) {
        this.packet = packet;
    }

    /// True when that was the last one.
    boolean add(byte[] attachment) {
        attachments.add(attachment);
        return attachments.size() == packet.attachments();
    }

    /// The packet with the attachments in their places.
    SocketPacket complete() throws ProtocolViolation {
        return packet.withData(fill(packet.data()));
    }

    private JsonNode fill(JsonNode node) throws ProtocolViolation {
        if (node instanceof ObjectNode object) {
            if (object.path("_placeholder").asBoolean(false)) {
                JsonNode number = object.path("num");
                if (!number.isInt() || number.intValue() < 0 || number.intValue() >= attachments.size()) {
                    throw new ProtocolViolation("illegal attachment");
                }
                return BinaryNode.valueOf(attachments.get(number.intValue()));
            }
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                property.setValue(fill(property.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i)));
            }
        }
        return node;
    }
}
