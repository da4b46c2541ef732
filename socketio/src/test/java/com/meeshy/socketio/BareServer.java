package com.meeshy.socketio;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;

/// The example of the README: a chat on a bare Netty server.
final class BareServer {

    private BareServer() {}

    static Channel start(int port) throws InterruptedException {
        SocketIoServer server = new SocketIoServer(SocketIoSettings.defaults().withOrigins(OriginPolicy.ANY));
        Namespace chat = server.namespace("/");
        chat.handler(new NamespaceHandler() {
            @Override
            public void connected(Connection connection) {
                connection.join("lobby");
            }

            @Override
            public void event(Connection connection, Event event) {
                chat.to("lobby")
                        .except(connection)
                        .emit(event.name(), event.arguments().toArray());
            }
        });
        return new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), server.newGate());
                    }
                })
                .bind(port)
                .sync()
                .channel();
    }
}
