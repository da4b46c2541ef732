package com.meeshy.socketio.engine;

/// A packet that a client sent, taken out of a frame or a polling payload.
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface EnginePacket {

    /// A packet in text form: its type as a digit, then UTF-8.
    record Text(byte[] bytes) implements EnginePacket {}

    /// The data of a binary message; no other type of packet is binary.
    record Binary(byte[] data) implements EnginePacket {}
}
