package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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
                ? new EnginePacket.Binary(base64(body, start + 1, end))
                : new EnginePacket.Text(Arrays.copyOfRange(body, start, end));
    }

    static byte[] base64(byte[] body, int start, int end) throws ProtocolViolation {
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(body, start, end));
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("bad base64");
        }
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator, List<Outgoing> messages) {
        ByteBuf out = allocator.directBuffer();
        for (Outgoing message : messages) {
            if (message.hasText()) {
                separate(out).writeBytes(message.text());
            }
            for (int i = 0; i < message.attachmentCount(); i++) {
                separate(out).writeByte('b').writeBytes(base64(message.attachment(i)));
            }
        }
        return out;
    }

    private static ByteBuf separate(ByteBuf out) {
        return out.isReadable() ? out.writeByte(SEPARATOR) : out;
    }

    static byte[] base64(ByteBuf data) {
        return Base64.getEncoder().encode(ByteBufUtil.getBytes(data));
    }

    @Override
    public String contentType(List<Outgoing> messages) {
        return "text/plain; charset=UTF-8";
    }
}
