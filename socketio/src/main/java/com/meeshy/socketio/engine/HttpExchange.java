package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its one answer. The request is complete when the engine sees it. May be answered from any
/// thread; only the first answer counts.
public final class HttpExchange {

    private final ChannelHandlerContext gate;
    private final HttpRequest request;
    private final Map<String, List<String>> query;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AnswerListener listener;
    private byte[] body = {};
    private @Nullable Upload upload;
    private boolean waitingForBody;
    private boolean closesAfterwards;
    private @Nullable String allowedOrigin;
    private volatile @Nullable Runnable cancellation;

    /// Takes the answer back to the pipeline that the request came from.
    @FunctionalInterface
    public interface AnswerListener {
        /// Called on the event loop of the channel.
        void answered(ChannelHandlerContext gate, HttpExchange exchange, FullHttpResponse response);
    }

    public HttpExchange(ChannelHandlerContext gate, HttpRequest request, AnswerListener listener) {
        this.gate = gate;
        this.request = request;
        this.listener = listener;
        this.query = parameters(request.uri());
    }

    /// No parameters at all when one of them is badly encoded.
    private static Map<String, List<String>> parameters(String uri) {
        try {
            return new QueryStringDecoder(uri).parameters();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    public HttpRequest request() {
        return request;
    }

    /// The context of the gate in the pipeline of this request's channel.
    ChannelHandlerContext gate() {
        return gate;
    }

    @Nullable
    String header(CharSequence name) {
        return request.headers().get(name);
    }

    /// The first value of a query parameter.
    @Nullable
    String query(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    public byte[] body() {
        return body;
    }

    public void body(byte[] bytes) {
        body = bytes;
    }

    /// What counts the body.
    void upload(Upload counting) {
        upload = counting;
    }

    /// So many bytes more of the body are to be kept. False when that is too much.
    public boolean keep(int bytes) {
        return bytes == 0 || (upload != null && upload.keep(bytes));
    }

    /// Whether a body of this length would be too much.
    public boolean isTooLong(long length) {
        return upload == null ? length > 0 : upload.isTooLong(length);
    }

    private void served() {
        cancellation = null;
        if (upload != null) {
            upload.giveBack();
        }
    }

    /// Lets a page of this origin read the answer.
    void allowOrigin(String origin) {
        allowedOrigin = origin;
    }

    void refuse(EngineError error) {
        answer(error.status(), "application/json", error.json());
    }

    /// The connection must close after the answer, because the rest of the request will not be read.
    public void closeAfterwards() {
        closesAfterwards = true;
    }

    public boolean closesAfterwards() {
        return closesAfterwards;
    }

    /// True the first time.
    public boolean startWaitingForBody() {
        boolean first = !waitingForBody;
        waitingForBody = true;
        return first;
    }

    void answer(HttpResponseStatus status, String contentType, String text) {
        answer(status, contentType, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    /// Answers; takes the reference of `content`.
    void answer(HttpResponseStatus status, String contentType, ByteBuf content) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        answer(response);
    }

    public void answer(FullHttpResponse response) {
        if (!answered.compareAndSet(false, true)) {
            response.release();
            return;
        }
        served();
        String origin = allowedOrigin;
        if (origin != null) {
            response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            response.headers().set(HttpHeaderNames.VARY, "Origin");
        }
        if (gate.executor().inEventLoop()) {
            listener.answered(gate, this, response);
        } else {
            gate.executor().execute(() -> listener.answered(gate, this, response));
        }
    }

    /// What to do when the client goes away before the answer. Runs on the event loop of the channel.
    void onCancelled(Runnable action) {
        cancellation = action;
        if (!gate.channel().isActive()) {
            cancelled();
        }
    }

    /// The client has gone away.
    public void cancelled() {
        Runnable action = cancellation;
        if (answered.compareAndSet(false, true)) {
            served();
            if (action != null) {
                action.run();
            }
        }
    }

    /// Gives up the exchange without an answer, because the channel is to become a WebSocket.
    boolean abandon() {
        return answered.compareAndSet(false, true);
    }
}
