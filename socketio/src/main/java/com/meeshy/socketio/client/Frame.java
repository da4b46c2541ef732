package com.meeshy.socketio.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The bytes of a WebSocket frame (RFC 6455, 5.2): written masked, read unmasked.
final class Frame {
    static final int KIND = 0x0F;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /// What [#lengthOfContent] answers when not all of a frame is there, and when it is none.
    static final int INCOMPLETE = -1;

    static final int MALFORMED = -2;

    /// No server has more to say at once.
    static final int LONGEST = 64 * 1024 * 1024;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int RESERVED = 0x70;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int LONGEST_HEAD = 14;

    private Frame() {}

    /// How long the content of the next frame is, if all of it is there.
    static int lengthOfContent(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return INCOMPLETE;
        }
        int start = in.readerIndex();
        int said = in.getUnsignedByte(start + 1);
        if ((in.getByte(start) & RESERVED) != 0 || said >= MASKED) {
            return MALFORMED;
        }
        long length = said;
        if (said >= TWO_BYTES) {
            if (in.readableBytes() < (said == TWO_BYTES ? 4 : 10)) {
                return INCOMPLETE;
            }
            length = said == TWO_BYTES ? in.getUnsignedShort(start + 2) : in.getLong(start + 2);
        }
        boolean shortest = said < TWO_BYTES || length > (said == TWO_BYTES ? TWO_BYTES - 1 : 0xFFFF);
        if (!shortest || length > LONGEST) {
            return MALFORMED;
        }
        return in.readableBytes() < length + lengthOfHead((int) length) ? INCOMPLETE : (int) length;
    }

    /// How long the head of a frame from a server is: lengths are written as short as possible.
    static int lengthOfHead(int content) {
        return content < TWO_BYTES ? 2 : content <= 0xFFFF ? 4 : 10;
    }

    /// A whole frame from a client.
    static ByteBuf of(ByteBufAllocator alloc, int kind, String text, int mask) {
        Charset charset = kind == TEXT ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        byte[] content = text.getBytes(charset);
        ByteBuf frame = alloc.directBuffer(content.length + LONGEST_HEAD).writeByte(LAST | kind);
        if (content.length < TWO_BYTES) {
            frame.writeByte(MASKED | content.length);
        } else if (content.length <= 0xFFFF) {
            frame.writeByte(MASKED | TWO_BYTES).writeShort(content.length);
        } else {
            frame.writeByte(MASKED | EIGHT_BYTES).writeLong(content.length);
        }
        for (int i = 0; i < content.length; i++) {
            content[i] ^= (byte) (mask >> (24 - 8 * (i & 3)));
        }
        return frame.writeInt(mask).writeBytes(content);
    }
}
