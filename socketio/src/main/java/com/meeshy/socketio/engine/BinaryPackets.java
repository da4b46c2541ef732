package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;
import java.util.Base64;

/// The forms of a binary message. EIO 4: its data alone, or `b` and base64 where all is text. EIO 3: its type as a
/// number and the data, or `b4` and base64.
final class BinaryPackets {

    private static final byte MESSAGE = 4;

    private BinaryPackets() {}

    // ---- what clients send ----

    /// EIO 3 in binary form.
    static EnginePacket.Binary typed(byte[] packet) throws ProtocolViolation {
        if (packet.length == 0 || packet[0] != MESSAGE) {
            throw new ProtocolViolation("binary packet that is no message");
        }
        return new EnginePacket.Binary(Arrays.copyOfRange(packet, 1, packet.length));
    }

    /// Text that begins with a `b`.
    static EnginePacket.Binary decodeBase64(byte[] text, int start, int end, int protocol) throws ProtocolViolation {
        boolean typed = protocol == 3;
        if (typed && (end - start < 2 || text[start + 1] != '0' + MESSAGE)) {
            throw new ProtocolViolation("binary packet that is no message");
        }
        try {
            byte[] base64 = Arrays.copyOfRange(text, start + (typed ? 2 : 1), end);
            return new EnginePacket.Binary(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("bad base64");
        }
    }

    // ---- what clients get ----

    /// Text that begins with a `b`.
    static byte[] encodeBase64(ByteBuf data, int protocol) {
        byte[] base64 = Base64.getEncoder().encode(ByteBufUtil.getBytes(data));
        int prefix = protocol == 3 ? 2 : 1;
        byte[] text = new byte[prefix + base64.length];
        text[0] = 'b';
        if (protocol == 3) {
            text[1] = '0' + MESSAGE;
        }
        System.arraycopy(base64, 0, text, prefix, base64.length);
        return text;
    }

    /// EIO 3 in binary form: what stands before the data.
    static ByteBuf writeType(ByteBuf out) {
        return out.writeByte(MESSAGE);
    }

    /// EIO 3 on a WebSocket, in binary form or as text.
    static void write(ChannelHandlerContext ctx, ByteBuf data, boolean binary) {
        if (binary) {
            int length = data.readableBytes() + 1;
            ByteBuf head = ctx.alloc().directBuffer(WebSocketFrames.headerLength(length) + 1);
            WebSocketFrames.writeHeader(head, WebSocketFrames.BINARY, length);
            ctx.write(writeType(head), ctx.voidPromise());
            ctx.write(data.retainedDuplicate(), ctx.voidPromise());
        } else {
            byte[] text = encodeBase64(data, 3);
            ctx.write(WebSocketFrames.frame(ctx.alloc(), WebSocketFrames.TEXT, text), ctx.voidPromise());
        }
    }
}
