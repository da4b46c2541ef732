package com.meeshy.presence.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// HTTP long polling over one kept connection: while there is something to say it says it, else it polls.
/// What it wants to send while a poll is open waits for the answer to that, a ping at the latest. Event loop.
final class PollingLine extends SimpleChannelInboundHandler<FullHttpResponse> implements Line {
    static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final byte SEPARATOR = 0x1E;
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";

    private final Visit visit;
    private final Packet packet;
    private final Channel channel;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable String session;
    private boolean asking;
    private boolean reading;
    private boolean deaf;
    private boolean over;

    PollingLine(Channel channel, Visit visit, Packet packet) {
        this.channel = channel;
        this.visit = visit;
        this.packet = packet;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        visit.opened(this);
        next();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
        asking = false;
        if (answer.status().code() != 200) {
            ctx.close();
            return;
        }
        reading = true;
        ByteBuf body = answer.content();
        int at = body.readerIndex();
        while (at < body.writerIndex() && !over) {
            int end = body.indexOf(at, body.writerIndex(), SEPARATOR);
            end = end < 0 ? body.writerIndex() : end;
            packet.read(body, at, end - at);
            take();
            at = end + 1;
        }
        reading = false;
        next();
    }

    private void take() {
        if (packet.startsWith("0") && session == null) {
            session = packet.textAfter("\"sid\":\"");
        }
        if (packet.startsWith("1")) {
            over = true;
            channel.close();
        } else if (!packet.startsWith("ok")) {
            visit.packet(packet);
        }
    }

    private void next() {
        if (asking || deaf || over || reading) {
            return;
        }
        asking = true;
        String path = session == null ? PATH : PATH + "&sid=" + session;
        boolean says = session != null && !waiting.isEmpty();
        ByteBuf body = says
                ? Unpooled.copiedBuffer(String.join("\u001e", waiting), StandardCharsets.UTF_8)
                : Unpooled.EMPTY_BUFFER;
        DefaultFullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, says ? HttpMethod.POST : HttpMethod.GET, path, body);
        request.headers().set(HttpHeaderNames.HOST, "localhost");
        if (says) {
            waiting.clear();
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=UTF-8");
        }
        channel.writeAndFlush(request);
    }

    @Override
    public void send(String text) {
        onLoop(() -> {
            waiting.add(text);
            next();
        });
    }

    /// The goodbye cannot wait for the poll that is open: it goes over a connection of its own, as browsers do.
    @Override
    public void leave() {
        onLoop(() -> {
            over = true;
            PollingFarewell.send(channel, PATH + "&sid=" + session);
        });
    }

    @Override
    public void cut() {
        onLoop(() -> {
            over = true;
            channel.close();
        });
    }

    @Override
    public void deafen() {
        onLoop(() -> {
            deaf = true;
            channel.config().setAutoRead(false);
        });
    }

    /// At once when it is there already: what is sent in answer to a packet goes out before the next poll.
    private void onLoop(Runnable work) {
        if (channel.eventLoop().inEventLoop()) {
            work.run();
        } else {
            channel.eventLoop().execute(work);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        visit.ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
