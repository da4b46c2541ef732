package com.meeshy.presence.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// A failure that is told before the connection is closed, without a route or a controller.
final class LastWords {
    private LastWords() {}

    /// @param sentence without quotes or backslashes
    static void say(ChannelHandlerContext ctx, HttpResponseStatus status, String code, String sentence) {
        String body = "{\"success\":false,\"error\":\"" + sentence + "\",\"code\":\"" + code + "\"}";
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        SecurityHeaders.secure(answer.headers());
        ctx.writeAndFlush(answer);
        LingeringClose.begin(ctx.channel(), ctx.newPromise());
    }
}
