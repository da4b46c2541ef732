package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.io.IOException;
import java.util.List;

/// A Socket.IO packet as it came: its head is read, its JSON is not.
///
/// @param attachments how many binary messages follow
/// @param namespace the name without query
/// @param query what followed a question mark in the namespace (EIO 3 only), or ""
/// @param id the ack id, or -1
/// @param bytes the whole packet
/// @param body where in it the JSON begins; its end when there is none
/// @param binaries the attachments, once they have come
@SuppressWarnings("ArrayRecordComponent") // never compared
record SocketPacket(
        PacketType type,
        int attachments,
        String namespace,
        String query,
        long id,
        byte[] bytes,
        int body,
        List<byte[]> binaries) {

    static final long NO_ID = -1;

    SocketPacket with(List<byte[]> attached) {
        return new SocketPacket(type, attachments, namespace, query, id, bytes, body, attached);
    }

    boolean hasBody() {
        return body < bytes.length;
    }

    /// The payload with its attachments in their places; a missing node when there is none.
    JsonNode data() throws ProtocolViolation {
        if (!hasBody()) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode data = Json.read(bytes, body, bytes.length - body);
            return binaries.isEmpty() ? data : Attachments.fill(data, binaries);
        } catch (IOException e) {
            throw new ProtocolViolation("bad JSON");
        }
    }

    /// Bytes of all of it.
    int length() {
        int sum = bytes.length;
        for (byte[] binary : binaries) {
            sum += binary.length;
        }
        return sum;
    }
}
