package com.meeshy.socketio.engine;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the HTTP pipeline of one channel into a WebSocket on the event loop of its session: strips it of
/// everything but TLS, codec and gate, moves the channel if it was accepted on another loop, shakes hands, and
/// puts the transport in the place of the gate. Extensions are declined: permessage-deflate costs over 100 KB per
/// connection.
final class WebSocketUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);
    private static final int NONCE_BYTES = 16;

    /// Stands behind the gate until the WebSocket is there. The HTTP server may keep the context of a handler
    /// that was removed, and that one keeps its neighbour: the gate and all it holds, were it not for this one.
    private static final ChannelHandler SPACER = new Spacer();

    private final HttpExchange exchange;
    private final EngineLoop target;
    private final WebSocketDecoderConfig frames;

    WebSocketUpgrade(HttpExchange exchange, EngineLoop target, WebSocketDecoderConfig frames) {
        this.exchange = exchange;
        this.target = target;
        this.frames = frames;
    }

    /// Whether a request asks for a WebSocket, and properly.
    static boolean isAsked(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && isNonce(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    }

    private static boolean isNonce(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == NONCE_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Begins.
    ///
    /// @param transport gives the transport on the session's loop once hands are shaken; null: the channel is
    ///     closed
    /// @param done the transport is in its pipeline
    /// @param failed it never will be
    void start(Supplier<@Nullable WebSocketTransport> transport, Runnable done, Runnable failed) {
        if (!exchange.abandon()) {
            failed.run();
            return;
        }
        ChannelHandlerContext gate = exchange.gate();
        Channel channel = gate.channel();
        strip(channel.pipeline(), gate);
        if (channel.eventLoop().equals(target.eventLoop())) {
            shakeHands(channel, transport, done, failed);
            return;
        }
        channel.config().setAutoRead(false);
        channel.deregister().addListener(gone -> {
            if (!gone.isSuccess()) {
                abort(channel, failed, gone.cause());
                return;
            }
            target.eventLoop().register(channel).addListener(moved -> {
                if (moved.isSuccess()) {
                    shakeHands(channel, transport, done, failed);
                } else {
                    abort(channel, failed, moved.cause());
                }
            });
        });
    }

    private static void strip(ChannelPipeline pipeline, ChannelHandlerContext gate) {
        pipeline.addAfter(gate.name(), null, SPACER);
        for (Map.Entry<String, ChannelHandler> entry : pipeline.toMap().entrySet()) {
            ChannelHandler handler = entry.getValue();
            boolean needed = handler.equals(gate.handler())
                    || handler.equals(SPACER)
                    || handler instanceof HttpServerCodec
                    || handler instanceof SslHandler;
            if (!needed) {
                pipeline.remove(handler);
            }
        }
    }

    /// Netty's, with our reader of frames.
    private static final class Handshaker extends WebSocketServerHandshaker13 {
        Handshaker(WebSocketDecoderConfig frames) {
            super("", null, frames);
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return new FrameReader(decoderConfig());
        }
    }

    @ChannelHandler.Sharable
    private static final class Spacer extends ChannelHandlerAdapter {}

    private void shakeHands(
            Channel channel, Supplier<@Nullable WebSocketTransport> transport, Runnable done, Runnable failed) {
        HttpRequest request = exchange.request();
        FullHttpRequest full = new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        channel.config().setAutoRead(true);
        ChannelFuture shaken = new Handshaker(frames).handshake(channel, full);
        shaken.addListener(answered -> {
            if (!answered.isSuccess() || !channel.isActive()) {
                abort(channel, failed, answered.cause());
                return;
            }
            install(channel, transport, done, failed);
        });
    }

    private void install(
            Channel channel, Supplier<@Nullable WebSocketTransport> transport, Runnable done, Runnable failed) {
        WebSocketTransport accepted = transport.get();
        if (accepted == null) {
            abort(channel, failed, null);
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get("wsencoder") != null) {
            pipeline.remove("wsencoder"); // we write ready-made frames
        }
        pipeline.replace(exchange.gate().handler(), null, accepted);
        pipeline.get(FrameReader.class).tell(accepted);
        pipeline.remove(SPACER);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, target.userTimeoutMillis());
        }
        done.run();
    }

    private static void abort(Channel channel, Runnable failed, @Nullable Throwable cause) {
        LOG.debug("upgrade failed", cause);
        channel.close();
        failed.run();
    }
}
