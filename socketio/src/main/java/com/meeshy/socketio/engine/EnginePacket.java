package com.meeshy.socketio.engine;

/// A packet that a client sent, taken out of a frame or a polling payload.
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface EnginePacket {

    /// A packet in text form: its type as a digit, then UTF-8.
    record Text(byte[] bytes) implements EnginePacket {}

    /// The data of a binary message; no other type of packet is binary.
    record Binary(byte[] data) implements EnginePacket {}

    /// What a whole message of a WebSocket says.
    static EnginePacket ofMessage(byte[] message, boolean text, int protocol) throws ProtocolViolation {
        if (text && protocol == 3 && message.length > 0 && message[0] == 'b') {
            return BinaryPackets.decodeBase64(message, 0, message.length, protocol);
        } else if (text) {
            return new Text(message);
        }
        return protocol == 4 ? new Binary(message) : BinaryPackets.typed(message);
    }
}
