package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// EIO 3. As text: each packet after its length in UTF-16 units and a colon, binary as `b4` and base64. As
/// binary, used for clients that can take it when there is something binary to say: each packet after 0 (text) or
/// 1 (binary), its length in bytes as decimal digits of value 0 to 9, and 255; a binary packet begins with its
/// type as a number.
enum PollingPayload3 implements PollingPayload {
    BASE64,
    BINARY;

    private static final int MAX_DIGITS = 9;

    @Override
    public List<EnginePacket> decode(byte[] body, boolean octetStream) throws ProtocolViolation {
        return octetStream ? decodeBinary(body) : decodeText(body);
    }

    private static List<EnginePacket> decodeText(byte[] body) throws ProtocolViolation {
        List<EnginePacket> packets = new ArrayList<>(4);
        int at = 0;
        while (at < body.length) {
            int units = 0;
            int digits = 0;
            for (; at < body.length && body[at] != ':'; at++) {
                units = digit(units, body[at] - '0', ++digits);
            }
            int start = ++at;
            for (int left = units; left > 0; ) {
                if (at >= body.length) {
                    throw new ProtocolViolation("payload shorter than announced");
                }
                left -= body[at] >= (byte) 0xF0 && body[at] < 0 ? 2 : 1;
                at++;
                while (at < body.length && (body[at] & 0xC0) == 0x80) {
                    at++;
                }
            }
            packets.add(textPacket(body, start, at));
        }
        return packets;
    }

    private static EnginePacket textPacket(byte[] body, int start, int end) throws ProtocolViolation {
        if (start >= end) {
            throw new ProtocolViolation("empty packet");
        }
        if (body[start] != 'b') {
            return new EnginePacket.Text(Arrays.copyOfRange(body, start, end));
        }
        return BinaryPackets.decodeBase64(body, start, end, 3);
    }

    private static List<EnginePacket> decodeBinary(byte[] body) throws ProtocolViolation {
        List<EnginePacket> packets = new ArrayList<>(4);
        int at = 0;
        while (at < body.length) {
            boolean text = body[at] == 0;
            if (!text && body[at] != 1) {
                throw new ProtocolViolation("neither text nor binary");
            }
            at++;
            int length = 0;
            int digits = 0;
            for (; at < body.length && body[at] != (byte) 255; at++) {
                length = digit(length, body[at], ++digits);
            }
            at++;
            if (length == 0 || at > body.length - length) {
                throw new ProtocolViolation("payload shorter than announced");
            }
            byte[] packet = Arrays.copyOfRange(body, at, at + length);
            packets.add(text ? new EnginePacket.Text(packet) : BinaryPackets.typed(packet));
            at += length;
        }
        return packets;
    }

    private static int digit(int value, int digit, int count) throws ProtocolViolation {
        if (digit < 0 || digit > 9 || count > MAX_DIGITS) {
            throw new ProtocolViolation("bad length");
        }
        return value * 10 + digit;
    }

    @Override
    public ByteBuf encode(ByteBufAllocator allocator, List<Outgoing> messages) {
        ByteBuf out = allocator.directBuffer();
        boolean asBinary = asBinary(messages);
        for (Outgoing message : messages) {
            if (message.hasText()) {
                text(out, message.text(), asBinary);
            }
            for (int i = 0; i < message.attachmentCount(); i++) {
                ByteBuf data = message.attachment(i);
                if (asBinary) {
                    BinaryPackets.writeType(binaryLength(out, 1, data.readableBytes() + 1))
                            .writeBytes(data);
                } else {
                    byte[] packet = BinaryPackets.encodeBase64(data, 3);
                    ByteBufUtil.writeAscii(out, packet.length + ":");
                    out.writeBytes(packet);
                }
            }
        }
        return out;
    }

    private static void text(ByteBuf out, ByteBuf text, boolean asBinary) {
        if (asBinary) {
            binaryLength(out, 0, text.readableBytes()).writeBytes(text);
        } else {
            ByteBufUtil.writeAscii(out, utf16Length(text) + ":");
            out.writeBytes(text);
        }
    }

    private static ByteBuf binaryLength(ByteBuf out, int kind, int length) {
        out.writeByte(kind);
        for (byte digit : Integer.toString(length).getBytes(StandardCharsets.US_ASCII)) {
            out.writeByte(digit - '0');
        }
        return out.writeByte(255);
    }

    private static int utf16Length(ByteBuf utf8) {
        int units = 0;
        for (int i = utf8.readerIndex(); i < utf8.writerIndex(); i++) {
            int b = utf8.getByte(i) & 0xFF;
            if ((b & 0xC0) != 0x80) {
                units += b >= 0xF0 ? 2 : 1;
            }
        }
        return units;
    }

    @Override
    public String contentType(List<Outgoing> messages) {
        return asBinary(messages) ? "application/octet-stream" : "text/plain; charset=UTF-8";
    }

    private boolean asBinary(List<Outgoing> messages) {
        return this == BINARY && messages.stream().anyMatch(message -> message.attachmentCount() > 0);
    }
}
