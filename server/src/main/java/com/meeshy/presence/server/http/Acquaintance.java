package com.meeshy.presence.server.http;

import com.meeshy.presence.server.rest.Callers;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;

/// Tells [Visitors] whether somebody known is behind a connection: by its last request.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Acquaintance {
    @ResponseFilter
    void look(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request instanceof NettyHttpRequest<?> netty) {
            Visit visit = netty.getChannelHandlerContext()
                    .channel()
                    .attr(Visitors.VISIT)
                    .get();
            if (visit != null) {
                visit.known(Callers.isKnown(request));
            }
        }
    }
}
