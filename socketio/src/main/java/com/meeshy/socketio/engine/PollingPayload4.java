package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// EIO 4: packets with a record separator between them, binary as `b` and base64.
enum PollingPayload4 implements PollingPayload {
    INSTANCE;

    private static final byte SEPARATOR = 0x1e;

    @Override
    public List<EnginePacket> decode(byte[] body, boolean octetStream) throws ProtocolViolation {
        List<EnginePacket> packets = new ArrayList<>(4);
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == SEPARATOR) {
                packets.add(packet(body, start, i));
                start = i + 1;
            }
        }
        return packets;
    }

    private static EnginePacket packet(byte[] body, int start, int end) throws ProtocolViolation {
        if (start == end) {
            throw new ProtocolViolation("empty packet");
        }
        return body[start] == 'b'
                ? BinaryPackets.decodeBase64(body, start, end, 4)
                : new EnginePacket.Text(Arrays.copyOfRange(body, start, end));
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator, List<Outgoing> messages) {
        ByteBuf out = allocator.directBuffer();
        for (Outgoing message : messages) {
            if (message.hasText()) {
                separate(out).writeBytes(message.text());
            }
            for (int i = 0; i < message.attachmentCount(); i++) {
                separate(out).writeBytes(BinaryPackets.encodeBase64(message.attachment(i), 4));
            }
        }
        return out;
    }

    private static ByteBuf separate(ByteBuf out) {
        return out.isReadable() ? out.writeByte(SEPARATOR) : out;
    }

    @Override
    public String contentType(List<Outgoing> messages) {
        return "text/plain; charset=UTF-8";
    }
}
