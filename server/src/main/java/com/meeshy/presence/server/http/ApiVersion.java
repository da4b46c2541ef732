package com.meeshy.presence.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/// `/api/v1/…` is `/api/…`: strips the version before any route is looked for, so that each is written once.
@Sharable
final class ApiVersion extends ChannelInboundHandlerAdapter {
    static final String NAME = "api-version";
    static final ApiVersion INSTANCE = new ApiVersion();

    private static final String VERSIONED = "/api/v1/";
    private static final String PLAIN = "/api/";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.uri().startsWith(VERSIONED)) {
            request.setUri(PLAIN + request.uri().substring(VERSIONED.length()));
        }
        context.fireChannelRead(message);
    }
}
