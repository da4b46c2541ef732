package com.meeshy.presence.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ReflectiveChannelFactory;
import java.nio.charset.StandardCharsets;

/// Posts the last packets of a polling session whose own connection is busy with a poll.
final class PollingFarewell extends ChannelInboundHandlerAdapter {
    private final Channel polling;
    private final String path;
    private final String packets;

    private PollingFarewell(Channel polling, String path, String packets) {
        this.polling = polling;
        this.path = path;
        this.packets = packets;
    }

    /// @param packets ASCII, with their separators
    static void send(Channel polling, String path, String packets) {
        new Bootstrap()
                .group(polling.eventLoop())
                .channelFactory(new ReflectiveChannelFactory<>(polling.getClass()))
                .handler(new PollingFarewell(polling, path, packets))
                .connect(polling.remoteAddress())
                .addListener((ChannelFutureListener) done -> {
                    if (!done.isSuccess()) {
                        polling.close();
                    }
                });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: " + packets.length() + "\r\n\r\n"
                + packets;
        ByteBuf buffer = ctx.alloc().directBuffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII));
        ctx.writeAndFlush(buffer);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object answer) {
        ((ByteBuf) answer).release();
        ctx.close();
        polling.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
        polling.close();
    }
}
