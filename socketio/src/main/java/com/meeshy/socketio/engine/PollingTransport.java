package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// HTTP long-polling: messages wait in the session's backlog until the client's next GET takes them all.
final class PollingTransport implements Transport {

    private final EngineSession session;
    private final PollingPayload payload;
    private @Nullable HttpExchange poll;

    PollingTransport(EngineSession session, boolean binary) {
        this.session = session;
        this.payload = PollingPayload.of(session.protocol(), binary);
    }

    @Override
    public String name() {
        return "polling";
    }

    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public void write(Outgoing message) {
        throw new IllegalStateException("polling takes from the backlog only");
    }

    /// The client waits for messages. Only one poll may wait at a time.
    void poll(HttpExchange exchange) {
        if (poll != null) {
            exchange.refuse(EngineError.BAD_REQUEST);
            session.close(CloseReason.PROTOCOL_VIOLATION);
            return;
        }
        poll = exchange;
        carriedBy(exchange);
        exchange.onCancelled(() -> session.loop().run(() -> cancelled(exchange)));
        flush();
    }

    private void cancelled(HttpExchange exchange) {
        if (poll == exchange) {
            poll = null;
            session.transportEnded(this, CloseReason.TRANSPORT_LOST);
        }
    }

    /// So is the connection on which a poll waits.
    @Override
    public void trusted() {
        if (poll != null) {
            carriedBy(poll);
        }
    }

    private void carriedBy(HttpExchange exchange) {
        session.engine().carries(exchange.gate().channel(), session.isTrusted());
    }

    @Override
    public void flush() {
        HttpExchange exchange = poll;
        if (exchange == null) {
            return;
        }
        List<Outgoing> messages = new ArrayList<>();
        for (Outgoing next = session.nextWaiting(); next != null; next = session.nextWaiting()) {
            messages.add(next);
        }
        if (messages.isEmpty() && session.upgrading()) {
            messages.add(Outgoing.NOOP); // lets the client's poll end so that it can leave for the WebSocket
        }
        if (!messages.isEmpty()) {
            poll = null;
            answer(exchange, messages);
        }
    }

    /// Lets a waiting poll go with nothing in it.
    @Override
    public void end() {
        HttpExchange exchange = poll;
        if (exchange != null) {
            poll = null;
            answer(exchange, List.of(Outgoing.NOOP));
        }
    }

    private void answer(HttpExchange exchange, List<Outgoing> messages) {
        var allocator = exchange.gate().alloc();
        exchange.answer(HttpResponseStatus.OK, payload.contentType(messages), payload.encode(allocator, messages));
        messages.forEach(Outgoing::release);
    }

    /// Serves a POST.
    void post(HttpExchange exchange) {
        carriedBy(exchange);
        String type = exchange.header("content-type");
        try {
            List<EnginePacket> packets =
                    payload.decode(exchange.body(), type != null && type.startsWith("application/octet-stream"));
            for (EnginePacket packet : packets) {
                session.receive(this, packet);
            }
            exchange.answer(HttpResponseStatus.OK, "text/html", "ok");
        } catch (ProtocolViolation e) {
            exchange.refuse(EngineError.BAD_REQUEST);
            session.violated(this, e);
        }
    }

    /// What the application still said, or a clean end of the poll that was under way when the client said
    /// goodbye. One that broke the rules, or is lost, gets nothing.
    @Override
    public boolean hasLastWords(CloseReason reason) {
        return session.waiting()
                && switch (reason) {
                    case CLIENT_CLOSE, SERVER_DISCONNECT, SERVER_CLOSE, SERVER_SHUTDOWN, SLOW_READER -> true;
                    default -> false;
                };
    }

    @Override
    public void close(CloseReason reason) {
        session.enqueue(reason == CloseReason.CLIENT_CLOSE ? Outgoing.NOOP : Outgoing.CLOSE);
        flush();
    }
}
