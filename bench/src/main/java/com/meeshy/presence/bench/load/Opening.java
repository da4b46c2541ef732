package com.meeshy.presence.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens connections to the server, from many loopback addresses: one address has ports for 28 000 at most, fewer when
/// they come and go.
final class Opening {
    /// Connections from one address before the next one is taken.
    private static final int PER_ADDRESS = 1_000;

    private static final int ADDRESSES = 64;

    private final Plan plan;
    private final InetSocketAddress server;
    private final AtomicInteger opened = new AtomicInteger();
    private final Map<EventLoop, Packet> packets = new ConcurrentHashMap<>();

    Opening(Plan plan) {
        this.plan = plan;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.port());
    }

    void open(Person person, Visit visit, EventLoop loop) {
        Packet packet = packets.computeIfAbsent(loop, key -> new Packet());
        boolean polls = person.number % 100 < plan.polling() * 100;
        Bootstrap bootstrap = bootstrap(loop, channel -> {
            if (polls) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(PollingLine.LARGEST_ANSWER),
                                new PollingLine(channel, visit, packet));
            } else {
                channel.pipeline().addLast(new WebSocketLine(channel, visit, packet));
            }
        });
        connect(bootstrap, visit::ended);
    }

    private void connect(Bootstrap bootstrap, Runnable failed) {
        ChannelFuture connecting = bootstrap.connect(server, source());
        connecting.addListener((ChannelFutureListener) done -> {
            if (!done.isSuccess()) {
                failed.run();
            }
        });
    }

    private InetSocketAddress source() {
        int last = opened.getAndIncrement() / PER_ADDRESS % ADDRESSES + 1;
        return new InetSocketAddress(plan.addresses() + "." + last, 0);
    }

    private static Bootstrap bootstrap(EventLoop loop, java.util.function.Consumer<Channel> pipeline) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        pipeline.accept(channel);
                    }
                });
        if (Epoll.isAvailable()) {
            // The port is chosen when it connects, so that one port serves several addresses.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        return bootstrap;
    }
}
