package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.util.List;
import java.util.Map;

/// Puts binary attachments in the places that a payload keeps for them.
final class Attachments {

    private Attachments() {}

    static JsonNode fill(JsonNode node, List<byte[]> attachments) throws ProtocolViolation {
        if (node instanceof ObjectNode object) {
            if (object.path("_placeholder").asBoolean(false)) {
                JsonNode number = object.path("num");
                if (!number.isInt() || number.intValue() < 0 || number.intValue() >= attachments.size()) {
                    throw new ProtocolViolation("illegal attachment");
                }
                return BinaryNode.valueOf(attachments.get(number.intValue()));
            }
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                property.setValue(fill(property.getValue(), attachments));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i), attachments));
            }
        }
        return node;
    }
}
