package com.meeshy.socketio;

import com.meeshy.socketio.engine.Farewell;
import com.meeshy.socketio.engine.HttpExchange;
import com.meeshy.socketio.engine.RequestRouter;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The only way in: takes the requests for the Socket.IO path out of an HTTP pipeline and passes everything else on
/// untouched.
///
/// Place one, made by [SocketIoServer#newGate()], directly after the `HttpServerCodec`. When a request becomes a
/// WebSocket the gate removes every other handler of the pipeline but the `SslHandler`.
///
/// Answers leave in the order of the requests: while a request is being answered, those behind it on the same
/// connection are held, and nothing more is read.
public final class SocketIoGate extends ChannelDuplexHandler {

    /// Of a request without a body: its head and its end.
    private static final int MESSAGES_PER_REQUEST = 2;

    private final RequestRouter router;
    private final String path;
    private final BodyRules bodies;
    private final long bodyPatienceMillis;
    private final int maxHeld;

    private final ArrayDeque<Object> held = new ArrayDeque<>(0);
    private @Nullable HttpExchange exchange;
    private @Nullable ByteArrayOutputStream body;
    private int passedOn;
    private boolean passing;
    private boolean releasing;
    private boolean readOwed;
    private boolean closing;

    SocketIoGate(RequestRouter router, SocketIoSettings settings) {
        this.router = router;
        this.path = settings.path();
        this.bodies = new BodyRules(router, settings.connectionLimits().maxPayload());
        this.bodyPatienceMillis = settings.timing().pingTimeout().toMillis();
        this.maxHeld = settings.keepLimits().pipelined() * MESSAGES_PER_REQUEST;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (closing) {
            ReferenceCountUtil.release(msg);
        } else if (!held.isEmpty() || mustWait(msg)) {
            hold(ctx, msg);
        } else {
            take(ctx, msg);
        }
    }

    private void hold(ChannelHandlerContext ctx, Object msg) {
        held.add(msg);
        HttpExchange first = exchange;
        if (held.size() > maxHeld) {
            closing = true;
            dropHeld();
            if (first == null) {
                ctx.close();
            } else {
                router.impatient(first);
            }
        }
    }

    private boolean mustWait(Object msg) {
        if (!(msg instanceof HttpObject)) {
            return false;
        }
        boolean serving = exchange != null && body == null;
        return serving || (passedOn > 0 && msg instanceof HttpRequest request && isOurs(request));
    }

    private boolean isOurs(HttpRequest request) {
        String uri = request.uri();
        return uri.startsWith(path) && (uri.length() == path.length() || uri.charAt(path.length()) == '?');
    }

    private void take(ChannelHandlerContext ctx, Object msg) {
        boolean ours = msg instanceof HttpRequest request ? isOurs(request) : exchange != null;
        if (passing || !ours || !(msg instanceof HttpObject)) {
            pass(ctx, msg);
            return;
        }
        try {
            if (msg instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (msg instanceof HttpContent content) {
                content(content);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest) {
            passing = true;
            passedOn++;
        }
        passing &= !(msg instanceof LastHttpContent);
        ctx.fireChannelRead(msg);
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        HttpExchange begun = new HttpExchange(ctx, request, this::answered);
        exchange = begun;
        body = new ByteArrayOutputStream(0);
        HttpResponseStatus refusal = bodies.refusal(request, begun);
        if (refusal != null) {
            refuseBody(refusal);
        } else if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void content(HttpContent content) {
        ByteArrayOutputStream collected = body;
        HttpExchange complete = exchange;
        if (collected == null || complete == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuseBody(HttpResponseStatus.BAD_REQUEST);
            return;
        }
        if (!complete.keep(content.content().readableBytes())) {
            refuseBody(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        collected.writeBytes(ByteBufUtil.getBytes(content.content()));
        if (content instanceof LastHttpContent) {
            body = null;
            complete.body(collected.toByteArray());
            router.serve(complete);
        }
    }

    /// Answers a request whose body will not be read, and so closes the connection.
    private void refuseBody(HttpResponseStatus status) {
        HttpExchange refused = exchange;
        body = null;
        if (refused != null) {
            refused.closeAfterwards();
            refused.answer(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        HttpExchange slow = exchange;
        if (slow != null && body != null && slow.startWaitingForBody()) {
            ctx.executor()
                    .schedule(
                            () -> {
                                if (exchange == slow && body != null) {
                                    refuseBody(HttpResponseStatus.REQUEST_TIMEOUT);
                                }
                            },
                            bodyPatienceMillis,
                            TimeUnit.MILLISECONDS);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        readOwed = !held.isEmpty();
        if (!readOwed) {
            ctx.read();
        }
    }

    /// The exchange has its answer: send it, then take up what was held.
    private void answered(ChannelHandlerContext ctx, HttpExchange done, FullHttpResponse response) {
        if (exchange != done) {
            response.release();
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(done.request()) && body == null && !done.closesAfterwards();
        if (!HttpResponseStatus.NO_CONTENT.equals(response.status())) {
            HttpUtil.setContentLength(response, response.content().readableBytes());
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!done.request().protocolVersion().isKeepAliveDefault()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        exchange = null;
        body = null;
        ChannelFuture written = ctx.writeAndFlush(response);
        if (keepAlive) {
            release(ctx);
        } else {
            dropHeld();
            closing = true;
            Farewell.close(ctx, written);
        }
    }

    private void release(ChannelHandlerContext ctx) {
        if (releasing) {
            return; // an answer given at once while we are here: the loop below goes on
        }
        releasing = true;
        boolean any = false;
        for (Object next = held.peek(); next != null && !mustWait(next); next = held.peek()) {
            any = true;
            take(ctx, held.remove());
        }
        releasing = false;
        if (any && held.isEmpty()) {
            ctx.fireChannelReadComplete();
            if (readOwed) {
                read(ctx);
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        boolean informational = msg instanceof HttpResponse response
                && response.status().code() < 200
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        ctx.write(msg, promise);
        if (msg instanceof LastHttpContent && !informational && passedOn > 0) {
            passedOn--;
            if (!held.isEmpty()) {
                ctx.executor().execute(() -> release(ctx));
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        HttpExchange open = exchange;
        if (open != null) {
            open.cancelled();
        }
        dropHeld();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (exchange != null && cause instanceof IOException) {
            ctx.close(); // the client is gone, and the session hears it by that
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        exchange = null; // a request is 1 KB that would live as long as the WebSocket
        body = null;
        dropHeld();
    }

    private void dropHeld() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
