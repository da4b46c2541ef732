package com.meeshy.presence.bench.load;

import com.meeshy.socketio.client.ClientLine;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
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
final class PollingLine extends SimpleChannelInboundHandler<FullHttpResponse> implements ClientLine {
    static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final byte SEPARATOR = 0x1E;
    private static final String CLOSE = "1";
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";

    private final SocketIoClient client;
    private final Channel channel;
    private final Deque<String> waiting = new ArrayDeque<>();
    private @Nullable String session;
    private boolean asking;
    private boolean taking;
    private boolean deaf;
    private boolean over;

    PollingLine(Channel channel, SocketIoClient client) {
        this.channel = channel;
        this.client = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client.opened(this);
        next();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
        asking = false;
        if (answer.status().code() != 200) {
            ctx.close();
            return;
        }
        taking = true;
        ByteBuf body = answer.content();
        int at = body.readerIndex();
        while (at < body.writerIndex() && !over) {
            int end = body.indexOf(at, body.writerIndex(), SEPARATOR);
            end = end < 0 ? body.writerIndex() : end;
            take(IncomingPacket.read(body, at, end - at));
            at = end + 1;
        }
        taking = false;
        next();
    }

    private void take(IncomingPacket packet) {
        if (packet.startsAt("0", 0) && session == null) {
            session = Fields.textAfter(packet, "\"sid\":\"");
        }
        if (!packet.startsAt("ok", 0)) {
            client.packet(packet);
        }
    }

    private void next() {
        if (asking || deaf || over || taking) {
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

    /// What is to be said last cannot wait for the poll that is open: it goes over a connection of its own, as browsers
    /// do.
    @Override
    public void leave(int code) {
        onLoop(() -> {
            over = true;
            waiting.add(CLOSE);
            PollingFarewell.send(channel, PATH + "&sid=" + session, String.join("\u001e", waiting));
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
    public void read(boolean reading) {
        onLoop(() -> {
            deaf = !reading;
            channel.config().setAutoRead(reading);
            next();
        });
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
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
        client.ended("the connection is over");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
