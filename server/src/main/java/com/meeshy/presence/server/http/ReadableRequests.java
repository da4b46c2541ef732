package com.meeshy.presence.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what is no HTTP/1 request, and lets nothing of it pass: neither a request that could not be read, nor the
/// rest of a body whose framing is broken, which would pass for its end.
final class ReadableRequests extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ReadableRequests.class);

    private boolean stopped;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (stopped) {
            ReferenceCountUtil.release(message);
        } else if (!(message instanceof HttpObject part)) {
            context.fireChannelRead(message);
        } else if (part.decoderResult().isFailure()) {
            refuse(context, part, part.decoderResult().cause());
        } else if (message instanceof HttpRequest request && !isKnown(request.protocolVersion())) {
            ReferenceCountUtil.release(message);
            stop(
                    context,
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "HTTP_VERSION_NOT_SUPPORTED",
                    "This server speaks HTTP/1.1.");
        } else {
            context.fireChannelRead(message);
        }
    }

    /// What the codec refuses to read, such as requests that pile up without an end to them: no fault of ours, and no
    /// line in the log.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            LOG.debug("closed, since it cannot be read", cause);
            stopped = true;
            context.close();
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    private static boolean isKnown(HttpVersion version) {
        return version.majorVersion() == 1 && version.minorVersion() <= 1;
    }

    private void refuse(ChannelHandlerContext context, HttpObject part, Throwable cause) {
        boolean request = part instanceof HttpRequest;
        ReferenceCountUtil.release(part);
        if (!request) {
            stop(context, HttpResponseStatus.BAD_REQUEST, "INVALID_REQUEST", "The body is not framed as HTTP says.");
        } else if (cause instanceof TooLongHttpLineException) {
            stop(context, HttpResponseStatus.REQUEST_URI_TOO_LONG, "URI_TOO_LONG", "The address is too long.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            stop(
                    context,
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "HEADERS_TOO_LARGE",
                    "The headers are too large.");
        } else {
            stop(context, HttpResponseStatus.BAD_REQUEST, "INVALID_REQUEST", "The request is not HTTP.");
        }
    }

    private void stop(ChannelHandlerContext context, HttpResponseStatus status, String code, String sentence) {
        stopped = true;
        context.channel().config().setAutoRead(false);
        LastWords.say(context, status, code, sentence);
    }
}
