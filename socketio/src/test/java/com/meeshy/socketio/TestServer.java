package com.meeshy.socketio;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A bare Netty server on a port of its own. What the gate passes on is answered with `other <method> <uri>
/// <body>`.
final class TestServer implements AutoCloseable {

    private final EventLoopGroup loops;
    private final Channel listening;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    TestServer(int port, int threads, Supplier<? extends ChannelHandler> gate) {
        boolean epoll = Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(
                threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        listening = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.closeFuture().addListener(closed -> channels.remove(channel));
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        gate.get(),
                                        new HttpObjectAggregator(1 << 20),
                                        new Others());
                    }
                })
                .bind(port)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /// The connections that are open.
    Set<Channel> channels() {
        return channels;
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        for (Channel channel : List.copyOf(channels)) {
            channel.eventLoop()
                    .submit(() -> channel.unsafe().close(channel.voidPromise()))
                    .syncUninterruptibly();
        }
        // A loop that is shut down without a quiet period may drop what a channel has still to hear: the buffer of
        // an unfinished frame would count as leaked.
        loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Others extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
                ctx.close();
            } else {
                ctx.fireExceptionCaught(cause);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            String text = "other " + request.method() + " " + request.uri() + " "
                    + request.content().toString(StandardCharsets.UTF_8);
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
            HttpUtil.setContentLength(response, response.content().readableBytes());
            // Late, as a real application answers: whatever is behind on this connection has to wait its turn.
            ctx.executor().schedule(() -> ctx.writeAndFlush(response), 20, TimeUnit.MILLISECONDS);
        }
    }
}
