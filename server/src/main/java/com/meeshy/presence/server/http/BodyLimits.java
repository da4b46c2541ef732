package com.meeshy.presence.server.http;

import com.meeshy.presence.server.rest.BodyLimit;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.server.netty.handler.PipeliningServerHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/// Sets the limit of [BodyLimit] for each request: Micronaut knows one for all, and holds a body in memory up
/// to it.
@Sharable
final class BodyLimits extends ChannelInboundHandlerAdapter {
    static final String NAME = "body-limits";

    private final int importBytes;

    BodyLimits(int importBytes) {
        this.importBytes = importBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            int limit = BodyLimit.bytes(request.uri(), importBytes);
            context.pipeline().get(PipeliningServerHandler.class).setBodySizeLimits(new BodySizeLimits(limit, limit));
        }
        context.fireChannelRead(message);
    }
}
