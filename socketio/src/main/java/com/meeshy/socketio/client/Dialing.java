package com.meeshy.socketio.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// Opens the TCP connection of a client, with TLS where it is asked for.
public final class Dialing {
    private Dialing() {}

    /// @param pipeline adds what carries the packets
    public static void start(
            ClientSettings settings, EventLoopGroup loops, SocketIoClient client, Consumer<Channel> pipeline) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(ClientLoops.channelType())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws SSLException {
                        if (settings.isSecure()) {
                            secure(channel, settings);
                        }
                        pipeline.accept(channel);
                    }
                });
        if (Epoll.isAvailable()) {
            // The port is chosen when it connects, so that one port serves several addresses.
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        connect(bootstrap, settings).addListener((ChannelFutureListener) done -> {
            if (!done.isSuccess()) {
                client.ended(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private static ChannelFuture connect(Bootstrap bootstrap, ClientSettings settings) {
        InetSocketAddress server =
                InetSocketAddress.createUnresolved(settings.address().getHost(), settings.port());
        InetAddress from = settings.from();
        return from == null ? bootstrap.connect(server) : bootstrap.connect(server, new InetSocketAddress(from, 0));
    }

    private static void secure(Channel channel, ClientSettings settings) throws SSLException {
        SslContext tls = SslContextBuilder.forClient().build();
        channel.pipeline()
                .addLast(tls.newHandler(channel.alloc(), settings.address().getHost(), settings.port()));
    }
}
