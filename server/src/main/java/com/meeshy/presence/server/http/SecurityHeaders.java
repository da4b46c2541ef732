package com.meeshy.presence.server.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/// Headers that keep a browser from doing more than the page needs. Right behind the codec, so that no answer gets
/// around them: neither one of a filter, nor of the server to what it could not even read, nor of Socket.IO.
@Sharable
final class SecurityHeaders extends ChannelOutboundHandlerAdapter {
    static final String NAME = "security-headers";
    static final SecurityHeaders INSTANCE = new SecurityHeaders();

    private static final String CONTENT_POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:;"
                    + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            secure(response.headers());
        }
        context.write(message, promise);
    }

    static void secure(HttpHeaders headers) {
        headers.remove(HttpHeaderNames.SERVER);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        }
    }
}
