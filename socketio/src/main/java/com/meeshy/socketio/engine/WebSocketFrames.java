package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// Frames as a server writes them (RFC 6455): final, unmasked, the same bytes for every client.
final class WebSocketFrames {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PONG = 0x8A;

    private WebSocketFrames() {}

    /// The bytes a header takes before a payload of this length.
    static int headerLength(int payloadLength) {
        return payloadLength < 126 ? 2 : payloadLength < 65_536 ? 4 : 10;
    }

    /// The bytes that the header of a frame takes.
    static int headerLength(ByteBuf frame) {
        int length = frame.getByte(frame.readerIndex() + 1) & 0x7F;
        return length < 126 ? 2 : length == 126 ? 4 : 10;
    }

    static void writeHeader(ByteBuf out, int opcode, int payloadLength) {
        out.writeByte(opcode);
        if (payloadLength < 126) {
            out.writeByte(payloadLength);
        } else if (payloadLength < 65_536) {
            out.writeByte(126).writeShort(payloadLength);
        } else {
            out.writeByte(127).writeLong(payloadLength);
        }
    }

    static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
        ByteBuf out = allocator.directBuffer(headerLength(payload.length) + payload.length);
        writeHeader(out, opcode, payload.length);
        return out.writeBytes(payload);
    }

    static ByteBuf close(ByteBufAllocator allocator, int code, String text) {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = allocator.directBuffer(4 + words.length);
        writeHeader(out, CLOSE, 2 + words.length);
        return out.writeShort(code).writeBytes(words);
    }
}
