package com.meeshy.presence.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A loop that is busy is not given more connections than a few.
class PacedAcceptorTest {
    private static final int CLIENTS = 60;

    private final EventLoopGroup parent = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final AtomicInteger served = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        parent.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private int listen(AtomicInteger accepted) {
        Channel listening = new ServerBootstrap()
                .group(parent, loops)
                .channel(NioServerSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object child) {
                                accepted.incrementAndGet();
                                context.fireChannelRead(child);
                            }
                        });
                        channel.pipeline().addFirst(new PacedAcceptor());
                    }
                })
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        served.incrementAndGet();
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    private void connect(int port) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void busy_loops_are_given_a_few_connections_and_the_others_wait() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        int port = listen(accepted);
        CountDownLatch busy = new CountDownLatch(1);
        loops.forEach(loop -> loop.execute(() -> wait(busy)));
        connect(port);
        Thread.sleep(300);
        assertThat(accepted.get()).isBetween(PacedAcceptor.MOST, PacedAcceptor.MOST + 16); // Netty accepts 16 at once

        busy.countDown();
        await().untilAsserted(() -> assertThat(served.get()).isEqualTo(CLIENTS));
    }

    @Test
    void one_loop_that_stands_still_does_not_keep_connections_from_the_others() throws Exception {
        int port = listen(new AtomicInteger());
        CountDownLatch busy = new CountDownLatch(1);
        loops.iterator().next().execute(() -> wait(busy));
        connect(port);
        await().untilAsserted(() -> assertThat(served.get()).isEqualTo(CLIENTS / 2));
        busy.countDown();
        await().untilAsserted(() -> assertThat(served.get()).isEqualTo(CLIENTS));
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
