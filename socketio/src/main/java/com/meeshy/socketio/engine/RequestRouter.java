package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges each request for the Socket.IO path: a new session, something for an old one, or nothing good. Called
/// on the event loop of the request's channel, which need not be that of the session.
public final class RequestRouter {

    private final Engine engine;

    RequestRouter(Engine engine) {
        this.engine = engine;
    }

    /// Whether the body of this POST is worth reading. If not, the exchange has been answered.
    public boolean expectsBody(HttpExchange exchange) {
        EngineSession session = find(exchange);
        if (!admitOrigin(exchange)) {
            exchange.refuse(EngineError.FORBIDDEN);
        } else if (exchange.query("sid") == null) {
            exchange.refuse(EngineError.BAD_METHOD);
        } else if (session == null) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        } else {
            exchange.upload(new Upload(session));
            return true;
        }
        return false;
    }

    /// Closes the connection of one that sends requests without waiting for the answers before.
    public void impatient(HttpExchange exchange) {
        engine.exceeded(
                SocketIoLimit.PIPELINE,
                ClientAddress.of(exchange, engine.settings().trustedProxies()));
        exchange.gate().close();
    }

    /// Serves a complete request.
    public void serve(HttpExchange exchange) {
        if (!admitOrigin(exchange)) {
            exchange.refuse(EngineError.FORBIDDEN);
        } else if (exchange.request().method().equals(HttpMethod.OPTIONS)) {
            preflight(exchange);
        } else {
            String transport = exchange.query("transport");
            if (transport == null || !(transport.equals("polling") || transport.equals("websocket"))) {
                exchange.refuse(EngineError.UNKNOWN_TRANSPORT);
            } else if (exchange.query("sid") == null) {
                handshake(exchange, transport);
            } else {
                resume(exchange, transport);
            }
        }
    }

    // ---- origin ----

    private boolean admitOrigin(HttpExchange exchange) {
        String origin = exchange.header(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true;
        }
        boolean admitted = sameOrigin(origin, exchange.header(HttpHeaderNames.HOST))
                || engine.settings().origins().allows(origin);
        if (admitted) {
            exchange.allowOrigin(origin);
        }
        return admitted;
    }

    private static boolean sameOrigin(String origin, @Nullable String host) {
        int slashes = origin.indexOf("://");
        return slashes > 0
                && host != null
                && origin.substring(slashes + 3).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }

    private void preflight(HttpExchange exchange) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST");
        String wanted = exchange.header(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        if (wanted != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
        headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
        exchange.answer(response);
    }

    // ---- a new session ----

    private void handshake(HttpExchange exchange, String transport) {
        EngineError error = judge(exchange, transport);
        AddressBook.Account account = null;
        InetSocketAddress address = ClientAddress.of(exchange, engine.settings().trustedProxies());
        if (error == null) {
            account = engine.addresses().book(address, limit -> engine.exceeded(limit, address));
            error = account == null ? EngineError.TOO_MANY : null;
        }
        if (error != null || account == null) {
            engine.counters().refused.increment();
            exchange.refuse(error == null ? EngineError.TOO_MANY : error);
            return;
        }
        open(exchange, address, transport, account);
    }

    private @Nullable EngineError judge(HttpExchange exchange, String transport) {
        String protocol = exchange.query("EIO");
        if (!exchange.request().method().equals(HttpMethod.GET)) {
            return EngineError.BAD_METHOD;
        } else if (!"4".equals(protocol) && !"3".equals(protocol)) {
            return EngineError.UNSUPPORTED_PROTOCOL;
        } else if (exchange.query("j") != null) {
            return EngineError.BAD_REQUEST; // JSONP
        } else if (transport.equals("websocket") != WebSocketUpgrade.isAsked(exchange.request())) {
            return EngineError.BAD_REQUEST;
        } else if (engine.refusing()) {
            return EngineError.STOPPING;
        }
        return null;
    }

    private void open(HttpExchange exchange, InetSocketAddress address, String transport, AddressBook.Account account) {
        OpeningRequest opening = new OpeningRequest(
                OpeningRequest.compact(exchange.request().headers()),
                exchange.request().uri(),
                address,
                "4".equals(exchange.query("EIO")) ? 4 : 3,
                transport.intern()); // one of two, for as long as the session lives
        EngineLoop loop = engine.loop(exchange.gate().channel().eventLoop());
        EngineSession session = new EngineSession(engine, loop, opening, account, exchange.query("b64") == null);
        if (engine.closed()) {
            engine.addresses().release(account);
            exchange.refuse(EngineError.STOPPING);
        } else if (!session.keepsOpening()) {
            engine.addresses().release(account);
            session.exceeded(SocketIoLimit.STRANGERS_TOGETHER);
            engine.counters().refused.increment();
            exchange.refuse(EngineError.TOO_MANY);
        } else if (transport.equals("polling")) {
            session.open(exchange);
        } else {
            new WebSocketUpgrade(exchange, loop, engine.frames())
                    .start(() -> engine.closed() ? null : session.webSocket(), session::open, () -> {
                        engine.addresses().release(account);
                        session.loop().run(session::keepNothing);
                    });
        }
    }

    // ---- an old session ----

    private @Nullable EngineSession find(HttpExchange exchange) {
        String sid = exchange.query("sid");
        EngineSession session = sid == null ? null : engine.sessions().get(sid);
        return session != null && String.valueOf(session.protocol()).equals(exchange.query("EIO")) ? session : null;
    }

    private void resume(HttpExchange exchange, String transport) {
        EngineSession session = find(exchange);
        HttpMethod method = exchange.request().method();
        boolean upgrade = WebSocketUpgrade.isAsked(exchange.request());
        if (session == null) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        } else if (transport.equals("websocket") != upgrade) {
            exchange.refuse(EngineError.BAD_REQUEST);
        } else if (upgrade) {
            new WebSocketUpgrade(exchange, session.loop(), engine.frames())
                    .start(session::beginUpgrade, () -> {}, () -> {});
        } else if (method.equals(HttpMethod.GET)) {
            onLoop(session, exchange, () -> session.poll(exchange));
        } else if (method.equals(HttpMethod.POST)) {
            onLoop(session, exchange, () -> session.post(exchange));
        } else {
            exchange.refuse(EngineError.BAD_METHOD);
        }
    }

    private static void onLoop(EngineSession session, HttpExchange exchange, Runnable task) {
        if (!session.loop().run(task)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        }
    }
}
