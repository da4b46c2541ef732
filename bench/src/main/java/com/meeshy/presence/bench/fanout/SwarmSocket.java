package com.meeshy.presence.bench.fanout;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One listener: a WebSocket client with no more than it takes to be counted, so that the load costs less than the
/// server under it.
final class SwarmSocket extends ChannelInboundHandlerAdapter {

    private static final int TIME_OFFSET = Status.HEAD.length();

    private final int room;
    private final List<Tally> tallies;
    private @Nullable Tally tally;
    private volatile @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf rest;
    private boolean upgraded;
    private volatile boolean entered;
    private volatile long answer = -1;

    SwarmSocket(int room, List<Tally> tallies) {
        this.room = room;
        this.tallies = tallies;
    }

    boolean entered() {
        return entered;
    }

    long answer() {
        return answer;
    }

    void forgetAnswer() {
        answer = -1;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        tally = tallies.stream()
                .filter(each -> each.loop().inEventLoop())
                .findFirst()
                .orElseThrow();
        String request = String.join(
                "\r\n",
                "GET /socket.io/?EIO=4&transport=websocket&room=" + room + " HTTP/1.1",
                "Host: localhost",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
                "Accept-Language: fr-FR,fr;q=0.9,en;q=0.8",
                "",
                "");
        ctx.writeAndFlush(ctx.alloc().directBuffer().writeBytes(request.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        ByteBuf before = rest;
        if (before != null) {
            before.writeBytes(in);
            in.release();
            in = before;
            rest = null;
        }
        if (!upgraded) {
            int end = in.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            upgraded = end >= 0;
            in.skipBytes(upgraded ? end + 4 : 0);
        }
        if (upgraded) {
            while (frame(in)) {}
        }
        if (in.isReadable()) {
            rest = ctx.alloc().buffer(in.readableBytes() + 2048).writeBytes(in);
        }
        in.release();
    }

    /// Takes a frame; false when there is none, or not all of it.
    private boolean frame(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int start = in.readerIndex();
        int length = in.getByte(start + 1) & 0x7F;
        int header = 2;
        if (length == 126) {
            if (in.readableBytes() < 4) {
                return false;
            }
            length = in.getUnsignedShort(start + 2);
            header = 4;
        }
        if (in.readableBytes() < header + length) {
            return false;
        }
        packet(in, start + header, length);
        in.skipBytes(header + length);
        return true;
    }

    private void packet(ByteBuf in, int at, int length) {
        if (length > TIME_OFFSET && in.getByte(at + 4) == 'u') {
            long time = number(in, at + TIME_OFFSET);
            Tally counting = tally;
            if (counting != null) {
                counting.arrived(System.nanoTime() - time);
            }
            return;
        }
        String text = in.toString(at, length, StandardCharsets.UTF_8);
        if (text.equals("2")) {
            send("3");
        } else if (text.startsWith("0")) {
            send("40");
        } else if (text.startsWith("40")) {
            entered = true;
        } else if (text.startsWith("42[\"heap\",")) {
            answer = number(in, at + 10);
        }
    }

    private static long number(ByteBuf in, int at) {
        long value = 0;
        for (int i = at; in.getByte(i) >= '0' && in.getByte(i) <= '9'; i++) {
            value = value * 10 + in.getByte(i) - '0';
        }
        return value;
    }

    /// Sends a short text, from any thread. The mask is all zero: that is allowed, and leaves the bytes as they
    /// are.
    void send(String text) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ByteBuf frame = ctx.alloc().directBuffer();
            frame.writeByte(0x81).writeByte(0x80 | text.length()).writeInt(0);
            ctx.writeAndFlush(frame.writeBytes(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
