package com.meeshy.presence.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A WebSocket with no more than it takes to be counted, so that the load costs less than the server under it.
final class WebSocketLine extends ChannelInboundHandlerAdapter implements Line {
    private static final byte[] REQUEST = String.join(
                    "\r\n",
                    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
                    "Host: localhost",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0",
                    "Accept-Language: fr-FR,fr;q=0.9,en;q=0.8",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final int ROOM_FOR_MORE = 2_048;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final Visit visit;
    private final Packet packet;
    private final Channel channel;
    private @Nullable ByteBuf rest;
    private boolean upgraded;

    WebSocketLine(Channel channel, Visit visit, Packet packet) {
        this.channel = channel;
        this.visit = visit;
        this.packet = packet;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        visit.opened(this);
        ctx.writeAndFlush(ctx.alloc().directBuffer(REQUEST.length).writeBytes(REQUEST), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = joined((ByteBuf) msg);
        if (!upgraded) {
            upgraded = upgrade(in);
        }
        while (upgraded && frame(in)) {}
        if (in.isReadable()) {
            rest = ctx.alloc().buffer(in.readableBytes() + ROOM_FOR_MORE).writeBytes(in);
        }
        in.release();
    }

    /// What was left of the last read, and this.
    private ByteBuf joined(ByteBuf next) {
        ByteBuf before = rest;
        if (before == null) {
            return next;
        }
        rest = null;
        before.writeBytes(next);
        next.release();
        return before;
    }

    /// Passes over the head of the answer; a refusal ends the connection.
    private boolean upgrade(ByteBuf in) {
        String head = in.toString(StandardCharsets.ISO_8859_1);
        int end = head.indexOf(new String(END_OF_HEAD, StandardCharsets.US_ASCII));
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            channel.close();
        }
        in.skipBytes(end + END_OF_HEAD.length);
        return true;
    }

    /// Takes a frame; false when there is none, or not all of it.
    private boolean frame(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int start = in.readerIndex();
        int length = in.getByte(start + 1) & 0x7F;
        int header = 2;
        if (length >= TWO_BYTES) {
            header = length == TWO_BYTES ? 4 : 10;
            if (in.readableBytes() < header) {
                return false;
            }
            length = header == 4 ? in.getUnsignedShort(start + 2) : (int) in.getLong(start + 2);
        }
        if (in.readableBytes() < header + length) {
            return false;
        }
        int kind = in.getByte(start) & 0x0F;
        if (kind == TEXT) {
            packet.read(in, start + header, length);
            visit.packet(packet);
        } else if (kind == CLOSE) {
            channel.close();
        } else if (kind == PING) {
            write(PONG, in.toString(start + header, length, StandardCharsets.ISO_8859_1));
        }
        in.skipBytes(header + length);
        return true;
    }

    @Override
    public void send(String text) {
        write(TEXT, text);
    }

    /// The mask is all zero: that is allowed, and leaves the bytes as they are.
    private void write(int kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf frame = channel.alloc().directBuffer(bytes.length + 14);
        frame.writeByte(0x80 | kind);
        if (bytes.length < TWO_BYTES) {
            frame.writeByte(0x80 | bytes.length);
        } else if (bytes.length <= 0xFFFF) {
            frame.writeByte(0x80 | TWO_BYTES).writeShort(bytes.length);
        } else {
            frame.writeByte(0x80 | EIGHT_BYTES).writeLong(bytes.length);
        }
        channel.writeAndFlush(frame.writeInt(0).writeBytes(bytes), channel.voidPromise());
    }

    /// A goodbye and a close frame, as at a sign-out. The server answers and ends the connection.
    @Override
    public void leave() {
        write(TEXT, "41");
        write(CLOSE, "\u0003\u00e9");
    }

    @Override
    public void cut() {
        channel.close();
    }

    @Override
    public void deafen() {
        channel.config().setAutoRead(false);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ByteBuf left = rest;
        rest = null;
        if (left != null) {
            left.release();
        }
        visit.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
