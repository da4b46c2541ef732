package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;

/// A Socket.IO packet as it came.
///
/// @param attachments how many binary messages follow
/// @param namespace the name without query
/// @param query what followed a question mark in the namespace (EIO 3 only), or ""
/// @param id the ack id, or -1
/// @param data the JSON payload, or a missing node
record SocketPacket(PacketType type, int attachments, String namespace, String query, long id, JsonNode data) {

    static final long NO_ID = -1;

    SocketPacket withData(JsonNode other) {
        return new SocketPacket(type, attachments, namespace, query, id, other);
    }
}
