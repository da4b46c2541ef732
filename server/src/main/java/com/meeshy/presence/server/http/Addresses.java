package com.meeshy.presence.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/// Other names of the same thing, told apart before any route is looked for, so that each is written once: `/api/v1/…`
/// is `/api/…`, and `/admin` is the page of the console.
@Sharable
final class Addresses extends ChannelInboundHandlerAdapter {
    static final String NAME = "addresses";
    static final Addresses INSTANCE = new Addresses();

    private static final String VERSIONED = "/api/v1/";
    private static final String PLAIN = "/api/";
    private static final String CONSOLE = "/admin";
    private static final String CONSOLE_PAGE = "/admin/index.html";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(plain(request.uri()));
        }
        context.fireChannelRead(message);
    }

    private static String plain(String uri) {
        if (uri.startsWith(VERSIONED)) {
            return PLAIN + uri.substring(VERSIONED.length());
        }
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.equals(CONSOLE) || path.equals(CONSOLE + "/") ? CONSOLE_PAGE : uri;
    }
}
