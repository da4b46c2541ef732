package com.meeshy.socketio;

import com.meeshy.socketio.engine.HttpExchange;
import com.meeshy.socketio.engine.RequestRouter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/// Which requests are refused by their head, before anything of their body is read.
final class BodyRules {
    private final RequestRouter router;
    private final int maxPayload;

    BodyRules(RequestRouter router, int maxPayload) {
        this.router = router;
        this.maxPayload = maxPayload;
    }

    /// @return the status of the answer, or null when the body may come
    @Nullable
    HttpResponseStatus refusal(HttpRequest request, HttpExchange begun) {
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        long length = length(request);
        if (request.decoderResult().isFailure() || length < 0) {
            return HttpResponseStatus.BAD_REQUEST;
        } else if (length > maxPayload && !chunked) {
            return HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
        } else if (length > 0 && (!request.method().equals(HttpMethod.POST) || !router.expectsBody(begun))) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        return !chunked && begun.isTooLong(length) ? HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE : null;
    }

    /// As far as it is known: the greatest there is when it comes in chunks, negative when what the client says is no
    /// number.
    private static long length(HttpRequest request) {
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return Long.MAX_VALUE;
        }
        try {
            return HttpUtil.getContentLength(request, 0L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
