package com.meeshy.presence.server.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// What every connection passes before Micronaut, if its address may have one more: [SecurityHeaders],
/// [ExchangeClock], [ReadableRequests], then the Socket.IO gate, then [Addresses], then [BodyLimits]. A
/// connection without an HTTP/1.1 codec has none of them.
final class PipelineEntry {
    private final Supplier<? extends ChannelHandler> gates;
    private final Visitors visitors;
    private final Deadlines deadlines;
    private final ManagementPort management;
    private final BodyLimits bodyLimits;

    PipelineEntry(
            Supplier<? extends ChannelHandler> gates,
            Visitors visitors,
            Deadlines deadlines,
            ManagementPort management,
            int importBytes) {
        this.gates = gates;
        this.visitors = visitors;
        this.deadlines = deadlines;
        this.management = management;
        this.bodyLimits = new BodyLimits(importBytes);
    }

    private void enter(ChannelPipeline pipeline) {
        ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
        if (codec == null) {
            return;
        }
        Channel channel = pipeline.channel();
        boolean managed = management.serves(channel);
        Visit visit = managed ? visitors.enterSpared(channel) : visitors.enter(channel);
        if (visit == null) {
            channel.close();
            return;
        }
        channel.config().setRecvByteBufAllocator(ReadShare.of(visit));
        String after = codec.name();
        pipeline.addAfter(after, BodyLimits.NAME, bodyLimits);
        pipeline.addAfter(after, Addresses.NAME, Addresses.INSTANCE);
        if (!managed) {
            pipeline.addAfter(after, "socket.io-gate", gates.get());
        }
        pipeline.addAfter(after, "readable", new ReadableRequests());
        pipeline.addAfter(after, "exchange-clock", new ExchangeClock(deadlines, visit));
        pipeline.addAfter(after, SecurityHeaders.NAME, SecurityHeaders.INSTANCE);
    }

    /// Puts the entry in place when Micronaut builds its server.
    @Singleton
    static final class Listener implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
        private final PipelineEntry entry;

        Listener(PipelineEntry entry) {
            this.entry = entry;
        }

        @Override
        public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
            NettyServerCustomizer.Registry registry = event.getBean();
            registry.register(new ForServer(new Usher(entry)));
            return registry;
        }
    }

    /// One for all connections: Micronaut would keep one that is made for a connection as long as that lives.
    private record ForServer(Usher usher) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role == ChannelRole.CONNECTION) {
                channel.pipeline().addLast(usher);
            } else if (role == ChannelRole.LISTENER) {
                channel.pipeline().addFirst(new PacedAcceptor());
            }
            return this;
        }
    }

    /// First in the pipeline that Micronaut is about to build; leaves when it is built.
    @ChannelHandler.Sharable
    private static final class Usher extends ChannelInboundHandlerAdapter {
        private final PipelineEntry entry;

        Usher(PipelineEntry entry) {
            this.entry = entry;
        }

        @Override
        public void channelRegistered(ChannelHandlerContext context) {
            entry.enter(context.pipeline());
            context.pipeline().remove(this);
            context.fireChannelRegistered();
        }
    }
}
