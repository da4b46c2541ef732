package com.meeshy.socketio.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A WebSocket with no more than Engine.IO needs: one handler without codecs or frame objects, so that a load of
/// very many costs less than the server under it.
final class WebSocketLine extends ChannelInboundHandlerAdapter implements ClientLine {
    /// Whoever answers to it has understood that a WebSocket is meant; it need not be a secret.
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int ROOM_FOR_MORE = 2_048;
    private static final int NO_CODE = 1005;

    private final Channel channel;
    private final SocketIoClient client;
    private @Nullable ByteBuf rest;
    private @Nullable ByteBuf fragments;
    private boolean upgraded;
    private boolean leaving;

    WebSocketLine(Channel channel, SocketIoClient client) {
        this.channel = channel;
        this.client = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client.opened(this);
        byte[] request = request(client.settings()).getBytes(StandardCharsets.US_ASCII);
        ctx.writeAndFlush(ctx.alloc().directBuffer(request.length).writeBytes(request), ctx.voidPromise());
    }

    private static String request(ClientSettings settings) {
        List<String> lines = new ArrayList<>(List.of(
                "GET /socket.io/?EIO=4&transport=websocket" + settings.query() + " HTTP/1.1",
                "Host: " + settings.address().getRawAuthority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + KEY));
        lines.addAll(settings.headers());
        return String.join("\r\n", lines) + END_OF_HEAD;
    }

    // ---- what comes in

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = joined((ByteBuf) msg);
        try {
            if (!upgraded) {
                upgraded = upgrade(in);
            }
            while (upgraded && frame(in)) {}
            if (in.isReadable() && channel.isOpen()) {
                rest = ctx.alloc().buffer(in.readableBytes() + ROOM_FOR_MORE).writeBytes(in);
            }
        } finally {
            in.release();
        }
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
        int end = head.indexOf(END_OF_HEAD);
        if (end < 0) {
            if (head.length() > LONGEST_HEAD) {
                fail("what answers is no HTTP server");
            }
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101") || !head.contains(ACCEPT)) {
            fail("the server answers " + head.lines().findFirst().orElse(""));
            return false;
        }
        in.skipBytes(end + END_OF_HEAD.length());
        return true;
    }

    /// Takes a frame; false when there is none, or not all of it.
    private boolean frame(ByteBuf in) {
        int length = Frame.lengthOfContent(in);
        if (length == Frame.MALFORMED) {
            fail("the server sent a frame that is none");
        }
        if (length < 0) {
            return false;
        }
        int first = in.getByte(in.readerIndex());
        in.skipBytes(Frame.lengthOfHead(length));
        int begin = in.readerIndex();
        in.skipBytes(length);
        switch (first & Frame.KIND) {
            case Frame.TEXT -> text(in, begin, length, first < 0);
            case Frame.CONTINUATION -> continuation(in, begin, length, first < 0);
            case Frame.CLOSE -> closed(in, begin, length);
            case Frame.PING -> write(Frame.PONG, in.toString(begin, length, StandardCharsets.ISO_8859_1));
            default -> {}
        }
        return channel.isOpen();
    }

    private void text(ByteBuf in, int begin, int length, boolean last) {
        if (last) {
            client.packet(IncomingPacket.read(in, begin, length));
        } else {
            fragments = channel.alloc().buffer(length * 2).writeBytes(in, begin, length);
        }
    }

    private void continuation(ByteBuf in, int begin, int length, boolean last) {
        ByteBuf all = fragments;
        if (all == null) {
            return;
        }
        all.writeBytes(in, begin, length);
        if (all.readableBytes() > Frame.LONGEST) {
            fail("the server sent more than this client takes");
        } else if (last) {
            fragments = null;
            client.packet(IncomingPacket.read(all, all.readerIndex(), all.readableBytes()));
            all.release();
        }
    }

    private void closed(ByteBuf in, int begin, int length) {
        int code = length < 2 ? NO_CODE : in.getUnsignedShort(begin);
        if (!leaving) {
            leave(SocketIoClient.NORMAL);
        }
        client.ended("the server closed the connection" + (code == NO_CODE ? "" : " with " + code));
        channel.close();
    }

    private void fail(String why) {
        client.ended(why);
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        release(rest);
        release(fragments);
        rest = null;
        fragments = null;
        client.ended("the connection is over");
    }

    private static void release(@Nullable ByteBuf left) {
        if (left != null) {
            left.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause.toString());
    }

    // ---- what goes out

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public void send(String packet) {
        write(Frame.TEXT, packet);
    }

    private void write(int kind, String text) {
        ByteBuf frame = Frame.of(
                channel.alloc(), kind, text, ThreadLocalRandom.current().nextInt());
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void leave(int code) {
        leaving = true;
        write(Frame.CLOSE, "" + (char) (code >> 8) + (char) (code & 0xFF));
    }

    @Override
    public void cut() {
        channel.close();
    }

    @Override
    public void read(boolean reading) {
        // On the loop: from elsewhere one more read would still happen.
        loop().execute(() -> channel.config().setAutoRead(reading));
    }
}
